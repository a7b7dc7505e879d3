package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.cluster.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The CRD on the oldest Kubernetes that is supported, asked of the API server's own compiler. */
class CrdRulesIT {

  private static final Path CRD = Path.of("crds/torruststacks.torrust.com-v1.yml");
  private static final Path PROGRAM = Programs.folder("crd-rules").resolve("crd-rules");

  @Test
  void compileOnTheOldestVersionThatIsSupported() throws Exception {
    assertThat(compiled("1.30")).contains(" rules, 0 do not compile");
  }

  /** Comparing quantities is what sets the floor. */
  @Test
  void doNotCompileBeforeTheFloor() throws Exception {
    assertThat(compiled("1.29")).contains(" rules, 0 do not compile");
    assertThat(compiled("1.28")).contains("undeclared reference to 'quantity'");
  }

  private static String compiled(String version) throws IOException, InterruptedException {
    final Process process =
        new ProcessBuilder(PROGRAM.toString(), version)
            .redirectErrorStream(true)
            .redirectInput(CRD.toFile())
            .start();
    final String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
