package com.torrust.operator.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.golden.Manifests;
import com.torrust.operator.golden.Rendering;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grafana fetches no plugins, unless the user names some. */
class GrafanaPluginsTest {

  private static final String DISABLED = "GF_PLUGINS_PREINSTALL_DISABLED";

  @Test
  void nothingIsFetchedByDefault() {
    assertThat(env("GF_PLUGINS_PREINSTALL_AUTO_UPDATE")).containsKey(DISABLED);
    assertThat(env("GF_USERS_DEFAULT_THEME").get(DISABLED).getValue()).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GF_PLUGINS_PREINSTALL",
        "GF_PLUGINS_PREINSTALL_SYNC",
        "GF_PLUGINS_PREINSTALL__FILE",
        "GF_INSTALL_PLUGINS"
      })
  void whatTheUserNamesIsInstalled(String variable) {
    assertThat(env(variable)).containsKey(variable).doesNotContainKey(DISABLED);
  }

  @Test
  void theUsersOwnWordHolds() {
    assertThat(env(DISABLED).get(DISABLED).getValue()).isEqualTo("of the user");
  }

  private static Map<String, EnvVar> env(String variable) {
    final String spec = "hostname: demo.test\ngrafana: {env: [{name: %s, value: of the user}]}\n";
    final Inputs inputs = Rendering.inputs(Manifests.stackOf(spec.formatted(variable)));
    return new GrafanaDeployment()
        .desired(inputs).getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().stream()
            .collect(Collectors.toMap(EnvVar::getName, Function.identity()));
  }
}
