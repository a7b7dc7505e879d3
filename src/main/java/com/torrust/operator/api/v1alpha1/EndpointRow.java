package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The five things that a stack is for; each endpoint is one of them. */
public enum EndpointRow {
  /** The tracker's management API: {@code GET /api/health_check} is answered. */
  @JsonProperty("TrackerApi")
  TRACKER_API,
  /** An HTTP listener of the tracker: {@code /announce} gives a bencoded answer (BEP 3). */
  @JsonProperty("HttpTracker")
  HTTP_TRACKER,
  /** A UDP listener of the tracker: a connect request gets its transaction id back (BEP 15). */
  @JsonProperty("UdpTracker")
  UDP_TRACKER,
  /** Grafana: {@code GET /api/health} is answered. */
  @JsonProperty("Grafana")
  GRAFANA,
  /** Grafana Live: the WebSocket opens and carries frames both ways (RFC 6455). */
  @JsonProperty("GrafanaLive")
  GRAFANA_LIVE
}
