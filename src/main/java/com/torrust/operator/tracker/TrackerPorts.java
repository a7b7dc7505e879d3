package com.torrust.operator.tracker;

/** Ports of the tracker that its manifests, probes and clients agree on. */
public final class TrackerPorts {

  /** Port of the management API. */
  public static final int API = 1212;

  /** Name of the port of the management API. */
  public static final String API_NAME = "api";

  /** Port of the health check. */
  static final int HEALTH = 1313;

  /** Name of the port of the health check. */
  static final String HEALTH_NAME = "health";

  private TrackerPorts() {}

  /** Returns the name of the port of a UDP listener. */
  static String udpName(int port) {
    return "udp-" + port;
  }
}
