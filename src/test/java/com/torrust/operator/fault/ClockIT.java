package com.torrust.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.operator.api.v1alpha1.Condition;
import com.torrust.operator.it.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The operator's wall clock is set while it runs, by libfaketime; its monotonic clock goes on. */
@WithFaults
class ClockIT {

  private static final Path LIBRARY =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void theClockIsSetForthAndBack(FaultBed bed, Sandbox sandbox, Stacks stacks)
      throws IOException, InterruptedException {
    assumeTrue(FaultBed.LONG, "the library makes the operator slow: the long form only");
    assumeTrue(Files.exists(LIBRARY), "no clock is set here: Debian's package faketime is missing");
    final Path clock = Files.writeString(bed.cluster().folder().resolve("clock"), "+0");
    bed.operator().close();
    bed.startOperator(
        Map.of(),
        Map.of(
            "LD_PRELOAD", LIBRARY.toString(),
            "FAKETIME_TIMESTAMP_FILE", clock.toString(),
            // Read now and then: at each look at the clock the operator would be too slow.
            "FAKETIME_CACHE_DURATION", "1",
            "FAKETIME_DONT_FAKE_MONOTONIC", "1",
            "NO_FAKE_STAT", "1"));
    stacks.create("calm");
    stacks.create("busy");
    stacks.awaitSettled();
    final List<Condition> calm = sandbox.stack("calm").getStatus().conditions();

    for (final int step : List.of(3_600, -3_600)) {
      Files.writeString(clock, String.format(Locale.ROOT, "%+d", step));
      final String fresh = "new-" + (step > 0 ? "ahead" : "back");
      // The file is read once a second, and conditions tell whole seconds.
      Thread.sleep(2_100);
      final long start = System.nanoTime();
      stacks.edit("busy");
      stacks.create(fresh);
      stacks.awaitSettled();
      bed.tell(
          String.format(Locale.ROOT, "clock set to %+d s", step),
          Duration.ofNanos(System.nanoTime() - start),
          "");
      assertThat(readySince(sandbox, fresh))
          .as("what the operator takes for now")
          .isCloseTo(Instant.now().plusSeconds(step), within(60, ChronoUnit.SECONDS));
    }

    assertThat(sandbox.stack("calm").getStatus().conditions()).isEqualTo(calm);
    bed.assertUnharmed(sandbox);
    bed.operator().close();
  }

  private static Instant readySince(Sandbox sandbox, String stack) {
    return Instant.parse(
        sandbox.stack(stack).getStatus().condition("Ready").orElseThrow().lastTransitionTime());
  }
}
