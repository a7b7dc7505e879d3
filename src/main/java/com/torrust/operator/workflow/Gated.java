package com.torrust.operator.workflow;

import com.torrust.operator.status.ConditionType;

/** Something whose failure makes a condition False. */
interface Gated {

  /** Returns that condition. */
  ConditionType gate();
}
