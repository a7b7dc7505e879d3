package com.torrust.operator.verification;

import java.util.List;

/** A look at the endpoints of a stack. */
@FunctionalInterface
interface Look {

  /** Returns what came of it for each of the given endpoints of a stack. */
  Found at(Assignment assignment, List<Target> targets) throws InterruptedException;
}
