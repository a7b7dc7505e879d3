package com.torrust.operator.status;

import com.torrust.operator.kube.Component;

/** Types of the conditions of a stack, in the order in which they are listed. */
public enum ConditionType {
  /** Everything gating holds for the newest generation. */
  READY("Ready"),
  /** Work goes on that may end by itself; absent otherwise (kstatus). */
  RECONCILING("Reconciling"),
  /** A person must act; absent otherwise (kstatus). */
  STALLED("Stalled"),
  /** The newest generation of the tracker's Deployment is available. */
  TRACKER_AVAILABLE("TrackerAvailable"),
  /** The newest generation of Prometheus' Deployment is available; absent when switched off. */
  PROMETHEUS_AVAILABLE("PrometheusAvailable"),
  /** The newest generation of Grafana's Deployment is available; absent when switched off. */
  GRAFANA_AVAILABLE("GrafanaAvailable"),
  /** Every Certificate is ready; absent when the operator asks for none. */
  CERTIFICATE_READY("CertificateReady"),
  /** The Ingress objects are written or the HTTPRoutes accepted; absent when there are none. */
  EXPOSED("Exposed"),
  /** The load balancers have given addresses; absent when none is asked for. */
  ADDRESS_ASSIGNED("AddressAssigned"),
  /** Grafana Live's WebSocket opens; absent when it is switched off. */
  WEB_SOCKET_READY("WebSocketReady"),
  /** The other endpoints work, seen from the operator. */
  ENDPOINTS_VERIFIED("EndpointsVerified"),
  /** A Prometheus of the user's can find the stack; absent when none is to. */
  MONITORED("Monitored"),
  /** The user suspended the stack; absent otherwise. */
  SUSPENDED("Suspended");

  private final String word;

  ConditionType(String word) {
    this.word = word;
  }

  /** Returns the type as it stands in a condition. */
  public String word() {
    return word;
  }

  /** Returns the condition that tells whether a component is available. */
  public static ConditionType of(Component component) {
    return switch (component) {
      case TRACKER -> TRACKER_AVAILABLE;
      case PROMETHEUS -> PROMETHEUS_AVAILABLE;
      case GRAFANA -> GRAFANA_AVAILABLE;
    };
  }
}
