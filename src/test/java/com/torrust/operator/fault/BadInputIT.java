package com.torrust.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.fault.RenderedFiles.RenderedFile;
import com.torrust.operator.golden.Rendering;
import com.torrust.operator.it.Sandbox;
import com.torrust.operator.it.TrackerImage;
import com.torrust.operator.status.Problem;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Odd manifests are refused in words, or lead to children that are sound. */
@WithFaults
class BadInputIT {

  /** Answers of an API server that has understood what is wrong. */
  private static final Set<Integer> REFUSALS = Set.of(400, 422);

  private static final int LEAST = 500;

  /** One in so many is tried; a prime, so that every kind of mutation has its turn. */
  private static final int SHARE = FaultBed.LONG ? 1 : 7;

  /** How many are applied for real. */
  private static final int REAL = 12;

  /** A prime: the steps from one to the next lead to every part of the spec. */
  private static final int STEP = 997;

  /** An edit may have to wait for the creations before it, on a busy machine. */
  private static final Duration BOUND = Duration.ofSeconds(60);

  private static final Duration USUAL = Duration.ofSeconds(10);

  /** A dry run gives each stack another one, which would make all children differ. */
  private static final String UID = "00000000-0000-0000-0000-000000000001";

  private final OperatorReading operator = new OperatorReading();
  private final List<String> complaints = new ArrayList<>();
  private final TreeMap<String, Integer> outcomes = new TreeMap<>();
  private final TreeMap<String, Integer> later = new TreeMap<>();

  @Test
  void everyOddManifestIsRefusedInWordsOrRendersSoundFiles(Sandbox sandbox) throws IOException {
    final FullSample sample = new FullSample(sandbox);
    final Optional<String> missing = RealReaders.missing();
    final Optional<RealReaders> programs =
        missing.isEmpty() ? Optional.of(new RealReaders()) : Optional.empty();
    final List<Mutation> all = sample.mutations();
    final List<Mutation> mutations =
        IntStream.range(0, all.size()).filter(i -> i % SHARE == 0).mapToObj(all::get).toList();
    final List<HasMetadata> plain = Rendering.of(accepted(sandbox, sample.stack()).orElseThrow());
    final Set<String> fields = RenderedFiles.fields(plain);
    final Set<HasMetadata> known = new HashSet<>(plain);

    for (final Mutation mutation : mutations) {
      try {
        final Optional<TorrustStack> stack = accepted(sandbox, mutation.manifest());
        stack.ifPresent(s -> examine(mutation, s, fields, known, programs, sandbox));
      } catch (KubernetesClientException e) {
        refused(mutation, e);
      }
    }

    System.out.println("odd manifests: " + mutations.size() + " of " + all.size() + ", of these " + outcomes);
    System.out.println("refused only with the child that they lead to: " + later);
    missing.ifPresent(why -> System.out.println("their programs read no file: " + why));
    programs.ifPresent(
        p -> System.out.println("files that tracker and promtool were asked about: " + p.asked()));
    assertThat(mutations).hasSizeGreaterThanOrEqualTo(LEAST);
    programs.ifPresent(p -> assertThat(p.asked()).containsOnlyKeys(RealReaders.FILES));
    assertThat(complaints).isEmpty();
  }

  /** Some of them for real, while somebody edits another stack. */
  @Test
  void oddStacksHarmNobody(FaultBed bed, Sandbox sandbox, Stacks stacks) throws IOException {
    final FullSample sample = new FullSample(sandbox);
    sample.createSecrets();
    stacks.create("calm");
    stacks.awaitSettled();
    final Latency alone = Latency.of(stacks, "calm", 10);

    final List<String> odd = new ArrayList<>();
    final List<Mutation> mutations = sample.mutations();
    for (int i = 0; i < mutations.size() && odd.size() < REAL; i++) {
      final String name = "odd-" + odd.size();
      final Mutation mutation = mutations.get(i * STEP % mutations.size());
      if (created(sandbox, mutation, name)) {
        odd.add(name);
        System.out.println(name + " is " + mutation);
      }
    }
    final Latency beside = Latency.of(stacks, "calm", 10);

    System.out.println("fairness: alone " + alone + "; beside odd stacks " + beside);
    assertThat(odd).hasSize(REAL);
    for (final String name : odd) {
      System.out.println(
          name
              + ": "
              + sandbox
                  .awaitCondition(name, "Ready", ready -> true)
                  .getStatus()
                  .condition("Ready")
                  .map(Condition::reason)
                  .orElseThrow());
    }
    assertThat(beside.longest()).isLessThan(BOUND);
    assertThat(beside.median()).isLessThan(USUAL);
    stacks.awaitSettled();
    bed.assertUnharmed(sandbox);
  }

  private static boolean created(Sandbox sandbox, Mutation mutation, String name) {
    final ObjectNode manifest = mutation.manifest().deepCopy();
    ((ObjectNode) manifest.get("metadata")).put("name", name);
    try {
      sandbox
          .client()
          .raw(
              path(sandbox) + "?fieldValidation=Strict",
              "POST",
              manifest.toString().replace("quickstart.test", name + ".test"));
      return true;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private static String path(Sandbox sandbox) {
    return "/apis/torrust.com/v1alpha1/namespaces/" + sandbox.namespace() + "/torruststacks";
  }

  private void refused(Mutation mutation, KubernetesClientException e) {
    count("refused by the API server");
    final String message = String.valueOf(e.getMessage());
    final boolean named =
        message.contains(mutation.field())
            || (mutation.parent().contains(".") && message.contains(mutation.parent()));
    if (!REFUSALS.contains(e.getCode()) || !named) {
      complaints.add(mutation + " is refused without naming the field: " + message);
    }
  }

  private void examine(
      Mutation mutation,
      TorrustStack stack,
      Set<String> fields,
      Set<HasMetadata> known,
      Optional<RealReaders> programs,
      Sandbox sandbox) {
    final List<HasMetadata> children;
    try {
      children = Rendering.of(stack);
    } catch (Problem e) {
      count("told by a condition: " + e.reason());
      return;
    } catch (RuntimeException e) {
      complaints.add(mutation + " breaks the rendering: " + e);
      return;
    }
    try {
      final Set<String> rendered = RenderedFiles.fields(children);
      if (mutation.keepsShape() && !rendered.equals(fields)) {
        rendered.removeAll(fields);
        complaints.add(mutation + " changes the structure of a file: " + rendered);
      }
    } catch (AssertionError e) {
      complaints.add(mutation + ": " + e.getMessage());
      return;
    }
    programs.ifPresent(p -> readByPrograms(mutation, stack, children, p));
    count(
        children.stream()
                .filter(child -> !known.contains(child))
                .filter(child -> sandbox.client().supports(child.getClass()))
                .allMatch(child -> isTaken(mutation, child, sandbox))
            ? "accepted"
            : "told by a condition: RefusedByCluster");
  }

  /** The tracker that can be had has the earlier schema, so its file is that of such a stack. */
  private void readByPrograms(
      Mutation mutation, TorrustStack stack, List<HasMetadata> children, RealReaders programs) {
    final List<RenderedFile> files = new ArrayList<>(RenderedFiles.of(children));
    files.removeIf(file -> file.name().equals(RealReaders.TRACKER));
    try {
      RenderedFiles.of(Rendering.of(operator.withTracker(stack, TrackerImage.NAME))).stream()
          .filter(file -> file.name().equals(RealReaders.TRACKER))
          .forEach(files::add);
    } catch (Problem e) {
      count("told by a condition with the earlier schema: " + e.reason());
    }
    programs.complaints(files).forEach(complaint -> told(mutation, complaint));
  }

  /** What a setting may be is known to the tracker only; it names the one that it does not take. */
  private void told(Mutation mutation, String complaint) {
    if (mutation.path().startsWith("spec.tracker.settings.")
        && complaint.contains('"' + mutation.field() + '"')) {
      count("told by the tracker: a setting");
    } else {
      complaints.add(mutation + ": " + complaint);
    }
  }

  private boolean isTaken(Mutation mutation, HasMetadata child, Sandbox sandbox) {
    try {
      sandbox
          .client()
          .resource(child)
          .dryRun()
          .fieldManager("torrust-operator")
          .forceConflicts()
          .serverSideApply();
      return true;
    } catch (KubernetesClientException e) {
      later.merge(mutation.path(), 1, Integer::sum);
      return false;
    }
  }

  /** Returns the stack as the operator would read it, empty when it cannot. */
  private Optional<TorrustStack> accepted(Sandbox sandbox, ObjectNode manifest) {
    final String stored =
        sandbox
            .client()
            .raw(
                path(sandbox) + "?dryRun=All&fieldValidation=Strict", "POST", manifest.toString());
    try {
      final TorrustStack stack = operator.stack(stored);
      stack.getMetadata().setUid(UID);
      return Optional.of(stack);
    } catch (RuntimeException e) {
      complaints.add("the operator cannot read " + stored + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }
}
