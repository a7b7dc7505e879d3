package com.torrust.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Quantities as the API server writes them; each line was compared with k8s.io/apimachinery 0.36.3,
 * which gives the right side for the left one, and the right side for itself.
 *
 * @see <a
 *     href="https://github.com/kubernetes/apimachinery/blob/master/pkg/api/resource/quantity.go">
 *     quantity.go</a>
 */
class QuantitiesTest {

  @ParameterizedTest(name = "{0} is written {1}")
  @CsvSource({
    // binary
    "1Gi, 1Gi",
    "1024Mi, 1Gi",
    "1048576Ki, 1Gi",
    "0.5Gi, 512Mi",
    "1.5Gi, 1536Mi",
    "1000Mi, 1000Mi",
    "1Ki, 1Ki",
    "512Ki, 512Ki",
    "1.5Ki, 1536",
    "1023Ki, 1023Ki",
    "1024Ti, 1Pi",
    // binary, but below one Ki or no whole number
    "0.5Ki, 512",
    "0Gi, 0",
    "0.1Ki, 102400m",
    "1.1Gi, 1181116006400m",
    // decimal
    "0, 0",
    "1, 1",
    "2048, 2048",
    "1024, 1024",
    "1000, 1k",
    "1500, 1500",
    "1073741824, 1073741824",
    "1500M, 1500M",
    "1000M, 1G",
    "1.5G, 1500M",
    "0.001M, 1k",
    // below one
    "1000m, 1",
    "1500m, 1500m",
    "2000m, 2",
    "0.5, 500m",
    "0.1, 100m",
    "1.50, 1500m",
    "100n, 100n",
    "1000n, 1u",
    "1500u, 1500u",
    "0.0005, 500u",
    // finer than a nano is rounded up
    "0.1n, 1n",
    // exponents
    "1e9, 1e9",
    "1e3, 1e3",
    "10e2, 1e3",
    "15e2, 1500",
    "12e6, 12e6",
    "1500e-3, 1500e-3",
    "5e-1, 500e-3",
    "0e3, 0",
  })
  void writesTheCanonicalForm(String given, String canonical) {
    final Quantity result = Quantities.canonical(Quantity.parse(given));
    assertThat(result.toString()).isEqualTo(canonical);
    assertThat(Quantities.canonical(Quantity.parse(canonical)).toString())
        .as("the canonical form of the canonical form")
        .isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({"1024Mi", "0.5Gi", "1500M", "1e9", "1E9", "250m", "100n", "1.1Gi"})
  void keepsTheAmount(String given) {
    final Quantity quantity = Quantity.parse(given);
    assertThat(Quantities.canonical(quantity).getNumericalAmount())
        .isEqualByComparingTo(quantity.getNumericalAmount());
  }

  @Test
  void readsQuantitiesAsTheyComeWithASpec() {
    assertThat(Quantities.canonical(new Quantity("1024", "Mi")).toString()).isEqualTo("1Gi");
    assertThat(Quantities.canonical(new Quantity("2")).toString()).isEqualTo("2");
  }

  @Test
  void mapsAreSortedAndLeftAlone() {
    final Map<String, Quantity> given =
        Map.of("memory", Quantity.parse("1024Mi"), "cpu", Quantity.parse("0.5"));
    assertThat(Quantities.canonical(given))
        .containsExactly(
            Map.entry("cpu", Quantity.parse("500m")), Map.entry("memory", Quantity.parse("1Gi")));
    assertThat(given).containsEntry("memory", Quantity.parse("1024Mi"));
  }
}
