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
 * A Gateway, or one listener of it.
 *
 * @param name name of the Gateway.
 * @param namespace its namespace. Default: that of the stack.
 * @param sectionName name of one of its listeners. Default: every listener that fits.
 * @param port port of its listeners, 1 to 65535. Default: any.
 * @see <a
 *     href="https://gateway-api.sigs.k8s.io/reference/spec/#parentreference">ParentReference</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ParentRef(
    @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the Gateway.")
        String name,
    @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @JsonPropertyDescription("Its namespace. Default: that of the stack.")
        String namespace,
    @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")
        @JsonPropertyDescription("Name of one of its listeners. Default: every listener that fits.")
        String sectionName,
    @Min(1) @Max(65535) @JsonPropertyDescription("Port of its listeners, 1 to 65535. Default: any.")
        Integer port) {}
