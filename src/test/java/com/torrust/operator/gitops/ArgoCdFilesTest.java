package com.torrust.operator.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The files for Argo CD agree with each other. */
class ArgoCdFilesTest {

  private static final Path CONFIGURATION = Path.of("deploy/argocd/argocd-cm.yaml");

  private static final String HEAD =
      """
# The health check of TorrustStacks, for Argo CD's own ConfigMap, whose other keys stay as they are:
#
#   kubectl patch configmap argocd-cm -n argocd --patch-file deploy/argocd/argocd-cm.yaml
#
# Made from health.lua by mvn test -Dtest=ArgoCdFilesTest -Dargocd.update=true
apiVersion: v1
kind: ConfigMap
metadata:
  name: argocd-cm
  namespace: argocd
data:
  resource.customizations.health.torrust.com_TorrustStack: |
""";

  @Test
  void theConfigMapHasTheSameCheck() throws IOException {
    final String lua = Files.readString(ArgoCd.CHECK.resolve("health.lua"));
    if (Boolean.getBoolean("argocd.update")) {
      Files.writeString(CONFIGURATION, HEAD + lua.indent(4).replaceAll("(?m)^ +$", ""));
    }

    final JsonNode data = new YAMLMapper().readTree(CONFIGURATION.toFile()).path("data");
    assertThat(data.size()).isEqualTo(1);
    assertThat(data.path("resource.customizations.health.torrust.com_TorrustStack").asText())
        .isEqualTo(lua);
  }
}
