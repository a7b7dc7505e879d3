package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The product that serves an Ingress; it decides which annotations a WebSocket needs. */
public enum IngressController {
  /** Found by the IngressClass. */
  @JsonProperty("Auto")
  AUTO,
  /** The community's ingress-nginx, retired in March 2026, or Traefik's provider for it. */
  @JsonProperty("IngressNginx")
  INGRESS_NGINX,
  /** The NGINX Ingress Controller of F5. */
  @JsonProperty("F5Nginx")
  F5_NGINX,
  /** Traefik Proxy. */
  @JsonProperty("Traefik")
  TRAEFIK,
  /** The ingress controller of HAProxy Technologies. */
  @JsonProperty("HAProxyTech")
  HAPROXY_TECH,
  /** The community's HAProxy Ingress. */
  @JsonProperty("HAProxyIngress")
  HAPROXY_INGRESS,
  /** Contour with Envoy. */
  @JsonProperty("Contour")
  CONTOUR,
  /** Istio's ingress gateway. */
  @JsonProperty("Istio")
  ISTIO,
  /** Cilium's ingress. */
  @JsonProperty("Cilium")
  CILIUM,
  /** The Kong Ingress Controller. */
  @JsonProperty("Kong")
  KONG,
  /** The AWS Load Balancer Controller with an Application Load Balancer. */
  @JsonProperty("AwsAlb")
  AWS_ALB,
  /** GKE Ingress. */
  @JsonProperty("Gke")
  GKE,
  /** The Caddy ingress controller. */
  @JsonProperty("Caddy")
  CADDY,
  /** Another one: nothing is generated for it. */
  @JsonProperty("Other")
  OTHER
}
