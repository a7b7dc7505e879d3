package com.torrust.operator.status;

/** Who can end a state. */
public enum Severity {
  /** Nothing is wrong. */
  GOOD,
  /** It may end by itself. */
  PROGRESSING,
  /** A person must act. */
  STALLED
}
