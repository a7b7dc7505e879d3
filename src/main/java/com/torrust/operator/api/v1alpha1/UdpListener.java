package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * A socket on which the tracker speaks the UDP tracker protocol (BEP 15).
 *
 * @param name name of the listener, a DNS label of at most 15 characters
 * @param port uDP port, 1 to 65535.
 * @param service the Service in front of the listener.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record UdpListener(
    @Required
        @Size(min = 1, max = 15)
        @Pattern("^[a-z](-?[a-z0-9])*$")
        @JsonPropertyDescription(
            "Name of the listener: lower-case letters, digits and hyphens, at most 15. Its Service"
                + " is called <stack>-tracker-<name>.")
        String name,
    @Required @Min(1) @Max(65535) @JsonPropertyDescription("UDP port, 1 to 65535.") Integer port,
    @JsonPropertyDescription("The Service in front of the listener.") UdpServiceSpec service) {

  /** Fills in the default of what is absent. */
  public UdpListener {
    service = service == null ? UdpServiceSpec.DEFAULT : service;
  }
}
