package com.torrust.operator.status;

/** A known reason why a child object cannot be made as the stack asks. */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /**
   * Creates a problem.
   *
   * @param reason the reason
   * @param observed what is wrong and where, without advice
   */
  public Problem(Reason reason, String observed) {
    super(observed, null, false, false);
    this.reason = reason;
  }

  /** Returns the reason. */
  public Reason reason() {
    return reason;
  }
}
