package com.torrust.operator.verification;

import java.io.IOException;

/** What is asked of the endpoints of a row. */
@FunctionalInterface
interface Check {

  /**
   * Returns what came of it.
   *
   * @throws IOException when no answer came
   */
  Diagnosis look(Target target, Line line) throws IOException, InterruptedException;
}
