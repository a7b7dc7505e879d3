package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings that only the operator can judge, and a volume that can grow. */
@WithOperator
class TrackerSettingsIT {

  @Test
  void aRefusedSettingIsNamedAndWhatRunsGoesOn(Sandbox sandbox) {
    sandbox.apply("  tracker: {settings: {core: {tracker_policy: {max_peer_timeout: 60}}}}\n");
    sandbox.awaitReady();
    final String config = config(sandbox);
    assertThat(config).contains("core.tracker_policy.max_peer_timeout = 60");

    sandbox.apply("  tracker: {settings: {core: {database: {path: /tmp/x}}}}\n");

    assertThat(sandbox.awaitReason("TrackerAvailable", "SettingRefused").message())
        .isEqualTo(
            "spec.tracker.settings.core.database belongs to the operator: use"
                + " spec.tracker.database; take it out of the stack");
    assertThat(config(sandbox)).isEqualTo(config);
    sandbox.awaitTrue("Stalled");

    sandbox.apply("");
    sandbox.awaitReady();
  }

  @Test
  void numbersTextsAndListsArriveAsTheyAre(Sandbox sandbox, Resyncs resyncs) {
    sandbox.apply(
        "  tracker: {settings: {a: {number: 1, fraction: 0.5, text: '1', list: [b, 2]}}}\n");
    sandbox.awaitReady();

    assertThat(config(sandbox))
        .contains("a.number = 1\n", "a.fraction = 0.5\n", "a.text = '1'\n", "a.list = ['b', 2]\n");
    assertThat(resyncs.writes()).isEmpty();
  }

  @Test
  void aVolumeGrowsWhereItsClassAllowsIt(Sandbox sandbox) {
    final StorageClass growing = growingClass(sandbox);
    final String storage = "  tracker: {storage: {storageClassName: %s, size: %s}}\n";
    try {
      sandbox.apply(storage.formatted(growing.getMetadata().getName(), "1Gi"));
      sandbox.awaitReady();

      sandbox.apply(storage.formatted(growing.getMetadata().getName(), "2Gi"));

      Sandbox.await()
          .untilAsserted(
              () ->
                  assertThat(
                          sandbox
                              .object(PersistentVolumeClaim.class, "demo-tracker")
                              .get()
                              .getSpec()
                              .getResources()
                              .getRequests()
                              .get("storage"))
                      .hasToString("2Gi"));
      final Condition tracker =
          sandbox.awaitReady().getStatus().condition("TrackerAvailable").orElseThrow();
      assertThat(tracker.message()).doesNotContain("stays at");
    } finally {
      sandbox.client().resource(growing).delete();
    }
  }

  /** A copy of the cluster's default class, for this test only. */
  private static StorageClass growingClass(Sandbox sandbox) {
    final List<StorageClass> classes =
        sandbox.client().storage().v1().storageClasses().list().getItems();
    final StorageClass first = classes.get(0);
    return sandbox
        .client()
        .resource(
            new StorageClassBuilder()
                .withNewMetadata()
                .withName(sandbox.namespace())
                .endMetadata()
                .withProvisioner(first.getProvisioner())
                .withVolumeBindingMode(first.getVolumeBindingMode())
                .withReclaimPolicy(first.getReclaimPolicy())
                .withAllowVolumeExpansion(true)
                .build())
        .create();
  }

  private static String config(Sandbox sandbox) {
    return sandbox.object(ConfigMap.class, "demo-tracker").get().getData().get("tracker.toml");
  }
}
