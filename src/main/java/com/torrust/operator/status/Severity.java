package com.torrust.operator.status;

/** Who can end a state. */
public enum Severity {
  /** Nothing is wrong. */
  GOOD,
  /** Nobody can tell from here; nothing waits for it. */
  UNDECIDED,
  /** It may end by itself. */
  PROGRESSING,
  /** A person must act. */
  STALLED;

  /** Returns whether a stack with this state is not ready. */
  public boolean blocks() {
    return compareTo(UNDECIDED) > 0;
  }
}
