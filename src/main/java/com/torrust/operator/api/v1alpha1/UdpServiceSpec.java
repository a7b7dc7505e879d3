package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/**
 * The Service in front of a UDP listener.
 *
 * @param type type of the Service. Default: LoadBalancer.
 * @param externalTrafficPolicy local or Cluster. Default: Local; none for type ClusterIP.
 * @param acceptSourceNAT whether the user accepts that peers appear with the address of a node.
 *     Default: false.
 * @param annotations annotations of the Service, for the load balancer of the cluster.
 * @param loadBalancerClass which load balancer serves it. Default: that of the cluster.
 * @param ipFamilyPolicy singleStack or RequireDualStack. Default: SingleStack.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "!has(self.externalTrafficPolicy) || self.externalTrafficPolicy != 'Cluster' ||"
            + " (has(self.acceptSourceNAT) && self.acceptSourceNAT)",
    fieldPath = ".externalTrafficPolicy",
    message =
        "externalTrafficPolicy Cluster replaces the address of every peer by that of a node: the"
            + " tracker then hands out wrong addresses, and one bad client bans all behind that"
            + " node; use Local, or accept it with acceptSourceNAT: true")
@ValidationRule(
    value = "!has(self.externalTrafficPolicy) || !has(self.type) || self.type != 'ClusterIP'",
    fieldPath = ".externalTrafficPolicy",
    message = "a Service of type ClusterIP has no externalTrafficPolicy; remove it")
@ValidationRule(
    value = "!has(self.loadBalancerClass) || !has(self.type) || self.type == 'LoadBalancer'",
    fieldPath = ".loadBalancerClass",
    message = "only a Service of type LoadBalancer has a loadBalancerClass; remove it")
public record UdpServiceSpec(
    @JsonPropertyDescription("Type of the Service. Default: LoadBalancer.") ServiceType type,
    @JsonPropertyDescription(
            "Local keeps the addresses of peers; Cluster needs acceptSourceNAT. Default: Local.")
        TrafficPolicy externalTrafficPolicy,
    @JsonPropertyDescription(
            "Accept that peers appear with the address of a node, which makes the tracker useless"
                + " for them. Default: false.")
        Boolean acceptSourceNAT,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Annotations of the Service, for the load balancer of the cluster.")
        Map<String, String> annotations,
    @Size(min = 1, max = 253)
        @JsonPropertyDescription(
            "Which load balancer serves it; fixed while the type is LoadBalancer. Default: that of"
                + " the cluster.")
        String loadBalancerClass,
    @JsonPropertyDescription(
            "SingleStack or RequireDualStack, for which the tracker opens a socket per family and"
                + " needs schema 3.0.0. Default: SingleStack.")
        IpFamilyPolicy ipFamilyPolicy) {

  static final UdpServiceSpec DEFAULT = new UdpServiceSpec(null, null, null, null, null, null);

  /** Fills in the default of what is absent. */
  public UdpServiceSpec {
    type = type == null ? ServiceType.LOAD_BALANCER : type;
    externalTrafficPolicy =
        externalTrafficPolicy == null && type != ServiceType.CLUSTER_IP
            ? TrafficPolicy.LOCAL
            : externalTrafficPolicy;
    acceptSourceNAT = acceptSourceNAT != null && acceptSourceNAT;
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
    ipFamilyPolicy = ipFamilyPolicy == null ? IpFamilyPolicy.SINGLE_STACK : ipFamilyPolicy;
  }
}
