package com.torrust.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the operator believes to run, which its NetworkPolicies admit. */
class OperatorNamespaceTest {

  private static final Path PROPERTIES = Path.of("src/main/resources/application.properties");
  private static final Path MANIFEST = Path.of("deploy/rbac/namespace.yaml");

  @Test
  void isTheOneOfTheManifestsUnlessThePodSaysOtherwise() throws IOException {
    final Namespace manifest = Serialization.unmarshal(Files.readString(MANIFEST), Namespace.class);

    assertThat(namespace(Map.of())).isEqualTo(manifest.getMetadata().getName());
    assertThat(namespace(Map.of("POD_NAMESPACE", "elsewhere"))).isEqualTo("elsewhere");
  }

  private static String namespace(Map<String, String> environment) throws IOException {
    return new OperatorBeans()
        .operatorPods(
            new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(PROPERTIES.toUri().toURL()))
                .withSources(new EnvConfigSource(environment, 300))
                .build()
                .getValue("torrust.operator.namespace", String.class))
        .namespace();
  }
}
