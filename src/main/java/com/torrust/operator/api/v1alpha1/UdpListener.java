package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Optional;

/**
 * A socket on which the tracker speaks the UDP tracker protocol (BEP 15).
 *
 * @param name name of the listener, a DNS label of at most 15 characters
 * @param port uDP port, 1 to 65535.
 * @param hostname public hostname by which peers reach it. Default: none, they use the address.
 * @param service the Service in front of the listener; null with hostPort
 * @param hostPort whether the port is bound on the pod's node instead of a Service. Default: false.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "!has(self.hostname) || " + Hostnames.RULE,
    fieldPath = ".hostname",
    message = Hostnames.MESSAGE)
@ValidationRule(
    value = "!(has(self.hostPort) && self.hostPort) || !has(self.service)",
    fieldPath = ".service",
    message =
        "hostPort binds the port on the pod's node and takes the place of the Service: remove"
            + " service, or set hostPort to false")
@ValidationRule(
    value =
        "(has(self.hostPort) && self.hostPort) || (has(oldSelf.hostPort) && oldSelf.hostPort) ||"
            + " (has(self.service) && has(self.service.type) && self.service.type !="
            + " 'LoadBalancer') || (has(oldSelf.service) && has(oldSelf.service.type) &&"
            + " oldSelf.service.type != 'LoadBalancer') || (has(self.service) &&"
            + " has(self.service.loadBalancerClass) ? self.service.loadBalancerClass : '') =="
            + " (has(oldSelf.service) && has(oldSelf.service.loadBalancerClass) ?"
            + " oldSelf.service.loadBalancerClass : '')",
    fieldPath = ".service",
    message =
        "Kubernetes lets no load balancer change its class: give the listener another name, or make"
            + " its Service a NodePort in between")
public record UdpListener(
    @Required
        @Size(min = 1, max = 15)
        @Pattern("^[a-z](-?[a-z0-9])*$")
        @JsonPropertyDescription(
            "Name of the listener: lower-case letters, digits and hyphens, at most 15. Its Service"
                + " is called <stack>-tracker-<name>.")
        String name,
    @Required @Min(1) @Max(65535) @JsonPropertyDescription("UDP port, 1 to 65535.") Integer port,
    @Size(min = 1, max = 253)
        @JsonPropertyDescription(
            "Public hostname by which peers reach it; see status.dnsHints. Default: none, they use"
                + " the address.")
        String hostname,
    @JsonPropertyDescription("The Service in front of the listener.") UdpServiceSpec service,
    @JsonPropertyDescription(
            "Bind the port on the pod's node instead of a Service, which Pod Security restricted"
                + " and baseline forbid. Default: false.")
        Boolean hostPort) {

  /** Fills in the default of what is absent. */
  public UdpListener {
    hostPort = hostPort != null && hostPort;
    service = service == null && !hostPort ? UdpServiceSpec.DEFAULT : service;
  }

  /** Returns the type of its Service, empty when it has none. */
  public Optional<ServiceType> serviceType() {
    return hostPort ? Optional.empty() : Optional.of(service.type());
  }

  /** Returns whether peers reach it over IPv4 and IPv6. */
  public boolean dualStack() {
    return !hostPort && service.ipFamilyPolicy() == IpFamilyPolicy.REQUIRE_DUAL_STACK;
  }
}
