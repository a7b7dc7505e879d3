package com.torrust.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/**
 * Records that a hostname of the stack needs in the DNS.
 *
 * @param hostname the name.
 * @param addresses what load balancers gave for it: IP addresses for A and AAAA records, or names
 *     for a CNAME record
 * @param txt value of a TXT record that tells clients which trackers run there (BEP 34)
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record DnsHint(
    @Required @JsonPropertyDescription("The name.") String hostname,
    @JsonPropertyDescription(
            "What load balancers gave for it: IP addresses for A and AAAA records, names for a"
                + " CNAME record.")
        List<String> addresses,
    @JsonPropertyDescription(
            "Value of a TXT record that tells clients which trackers run there (BEP 34).")
        String txt) {

  /** Fills in the default of what is absent. */
  public DnsHint {
    addresses = addresses == null ? List.of() : List.copyOf(addresses);
  }
}
