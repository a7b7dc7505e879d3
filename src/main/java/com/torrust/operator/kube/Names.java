package com.torrust.operator.kube;

/**
 * Names of the child objects of a stack, all at most 63 characters long since the name of a stack
 * has at most 39.
 *
 * @param stack name of the stack
 */
public record Names(String stack) {

  /** Returns the name of a component's Deployment, ConfigMap, Service and volume. */
  public String of(Component component) {
    return stack + "-" + component.label();
  }

  /** Returns the name of the Service of a UDP listener. */
  public String udpService(String listener) {
    return of(Component.TRACKER) + "-" + listener;
  }

  /** Returns the name of the Secret with the token of the tracker's API. */
  public String trackerToken() {
    return of(Component.TRACKER) + "-token";
  }

  /** Returns the name of the Secret with what the tracker needs to log in to its database. */
  public String trackerDatabase() {
    return of(Component.TRACKER) + "-database";
  }

  /** Returns the name of the generated Secret of Grafana's administrator. */
  public String grafanaAdmin() {
    return of(Component.GRAFANA) + "-admin";
  }

  /** Returns the name of the Secret that Grafana's own metrics are read with. */
  public String grafanaMetrics() {
    return of(Component.GRAFANA) + "-metrics";
  }

  /** Returns the name of the Secret with the login that Grafana has in its database. */
  public String grafanaApplied() {
    return of(Component.GRAFANA) + "-applied";
  }

  /** Returns the name of the ConfigMap with the dashboards of the user's own. */
  public String grafanaExtraDashboards() {
    return of(Component.GRAFANA) + "-extra-dashboards";
  }

  /** Returns the name of the ConfigMap with our own dashboards. */
  public String grafanaDashboards() {
    return of(Component.GRAFANA) + "-dashboards";
  }

  /** Returns the name of the Ingress or HTTPRoute of a hostname. */
  public String ingress(String hostname, String mainHostname) {
    return hostname.equals(mainHostname) ? stack : stack + "-" + Hash.of(hostname).substring(0, 8);
  }

  /** Returns the name of the Certificate of a hostname and of the Secret that it fills. */
  public String certificate(String hostname, String mainHostname) {
    return ingress(hostname, mainHostname) + "-tls";
  }
}
