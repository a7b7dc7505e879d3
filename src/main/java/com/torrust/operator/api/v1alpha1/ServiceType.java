package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Type of the Service in front of a UDP listener, as in a Kubernetes Service. */
public enum ServiceType {
  /** An address of its own from the load balancer of the cluster. */
  @JsonProperty("LoadBalancer")
  LOAD_BALANCER,
  /** A port of every node that runs the tracker. */
  @JsonProperty("NodePort")
  NODE_PORT,
  /** Reachable inside the cluster only. */
  @JsonProperty("ClusterIP")
  CLUSTER_IP
}
