package com.torrust.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionSpec;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * Which kinds the API server serves. It does so a moment after the condition {@code Established} of
 * a CRD is True.
 *
 * @param client asks the API server
 */
public record ServedKinds(KubernetesClient client) {

  /** Returns whether the objects of a CRD can be listed. */
  public boolean have(HasMetadata definition) {
    CustomResourceDefinitionSpec spec = ((CustomResourceDefinition) definition).getSpec();
    String version =
        spec.getVersions().stream()
            .filter(CustomResourceDefinitionVersion::getServed)
            .map(CustomResourceDefinitionVersion::getName)
            .findFirst()
            .orElseThrow();
    String list = String.join("/", "/apis", spec.getGroup(), version, spec.getNames().getPlural());
    try {
      return client.raw(list + "?limit=1") != null;
    } catch (KubernetesClientException e) {
      return false;
    }
  }
}
