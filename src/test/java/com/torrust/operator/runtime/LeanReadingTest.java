package com.torrust.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeanReadingTest {

  private static final String CONFIG_MAP =
      """
      {"apiVersion": "v1", "kind": "ConfigMap", "data": {"a": "text", "b": null},
       "metadata": {"name": "%s", "managedFields": [
        {"manager": "another", "operation": "Update", "fieldsV1": {"f:data": {}}},
        {"manager": "torrust-operator", "operation": "Apply", "fieldsType": "FieldsV1", "fieldsV1": {
          "f:data": {"f:b": {}, "f:a": {}},
          "f:metadata": {"f:ownerReferences": {"k:{\\"uid\\":\\"%s\\"}": {".": {}}}}}}]}}
      """;

  private final KubernetesSerialization ours = serialization(true);
  private final ConfigMap one = read("one", "1");
  private final ConfigMap two = read("two", "2");

  @Test
  void readsAllButOtherManagers() {
    final ConfigMap plain =
        serialization(false).unmarshal(CONFIG_MAP.formatted("one", "1"), ConfigMap.class);
    plain.getMetadata().getManagedFields().remove(0);

    assertThat(one).isEqualTo(plain);
    assertThat(fields(one).get("f:data")).as("in this order").hasToString("{f:b={}, f:a={}}");
  }

  @Test
  void readsNoSpecOfPods() {
    final String pod =
        """
        {"apiVersion": "v1", "kind": "Pod", "spec": {"nodeName": "n"}, "status": {"podIP": "::1"}}
        """;

    assertThat(ours.unmarshal(pod, Pod.class).getSpec()).isNull();
    assertThat(ours.unmarshal(pod, Pod.class).getAdditionalProperties()).isEmpty();
    assertThat(ours.unmarshal(pod, Pod.class).getStatus().getPodIP()).isEqualTo("::1");
  }

  @Test
  void keepsEqualPartsOnce() {
    assertThat(fields(one).get("f:data")).isSameAs(fields(two).get("f:data"));
    assertThat(fields(one).get("f:metadata")).isNotEqualTo(fields(two).get("f:metadata"));
    assertThat(one.getData().get("a")).isSameAs(two.getData().get("a"));
  }

  @Test
  void writesNoManagers() {
    assertThat(ours.asJson(one)).contains("text").doesNotContain("managedFields");
  }

  private ConfigMap read(String name, String uid) {
    return ours.unmarshal(CONFIG_MAP.formatted(name, uid), ConfigMap.class);
  }

  private static Map<String, Object> fields(ConfigMap configMap) {
    return configMap.getMetadata().getManagedFields().get(0).getFieldsV1().getAdditionalProperties();
  }

  private static KubernetesSerialization serialization(boolean sharing) {
    final ObjectMapper mapper = new ObjectMapper();
    if (sharing) {
      new LeanReading().customize(mapper);
    }
    return new KubernetesSerialization(mapper, true);
  }
}
