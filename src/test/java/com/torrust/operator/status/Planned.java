package com.torrust.operator.status;

import com.torrust.operator.kube.Component;
import com.torrust.operator.verification.Plan;
import com.torrust.operator.verification.VerificationSettings;

/** A stack whose endpoints can all be verified, until something is taken away. */
public final class Planned {

  private final Situation situation;

  private Planned(Situation situation) {
    this.situation = situation;
  }

  /** Returns a stack with the given fields beside the hostname, which is served and runs. */
  public static Planned of(String fields) {
    return new Planned(Situation.of(fields).running().addressed("lb.test", "192.0.2.1"));
  }

  /** Returns such a stack whose load balancers have no address. */
  public static Planned withoutAddress(String fields) {
    return new Planned(Situation.of(fields).running());
  }

  /** Returns such a stack whose pods nobody sees. */
  public static Planned withoutPods(String fields) {
    return new Planned(Situation.of(fields).addressed("lb.test", "192.0.2.1"));
  }

  /** A component is not available. */
  public Planned without(Component component) {
    situation.unavailable(component);
    return this;
  }

  /** Grafana fails for the given reason. */
  public Planned failing(Reason reason) {
    situation.failing(ConditionType.GRAFANA_AVAILABLE, reason, "a test says so");
    return this;
  }

  /** The certificates are not issued. */
  public Planned withoutCertificate() {
    situation.certificate(Reported.GENERATION, "False", "DoesNotExist", "not there");
    return this;
  }

  /** Returns the plan of an operator that may connect to the given places. */
  public Plan plan(boolean publicNames, boolean pods) {
    return situation.plan(new VerificationSettings(publicNames, pods, 1));
  }
}
