package com.torrust.operator.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.prometheus.ScrapeConfigs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrapeConfigsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scrape_configs: []",
        "scrape_configs: [{job_name: a}, {job_name: b, anything: s3cret}]",
        "scrape_configs:\n  - job_name: a\n    static_configs: [{targets: [b]}]\n"
      })
  void whatLooksLikeJobsIsUsed(String text) {
    assertThat(ScrapeConfigs.problem(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          - job_name: s3cret                                   | must have the key scrape_configs
          s3cret                                               | must have the key scrape_configs
          scrape_configs: {job_name: s3cret}                   | must have the key scrape_configs
          {scrape_configs: [], global: s3cret}                 | must have the key scrape_configs
          scrape_configs: [{password: s3cret}]                 | no job_name for job 1
          scrape_configs: [{job_name: a}, s3cret]              | no job_name for job 2
          scrape_configs: [{job_name: s3cret}, {job_name: s3cret}] | job 2
          scrape_configs: [{job_name: tracker_stats}]          | the stack's own are tracker_stats
          scrape_configs: [{job_name: 's3cret]                 | see line 1
          scrape_configs: [{job_name: a, job_name: s3cret}]    | a key twice, see line 1
          """)
  void whatIsWrongIsSaidWithoutWhatStandsThere(String text, String problem) {
    assertThat(ScrapeConfigs.problem(text).orElseThrow())
        .contains(problem)
        .doesNotContain("s3cret");
  }

  @Test
  void anEmptyFileIsNone() {
    assertThat(ScrapeConfigs.problem("").orElseThrow()).contains("must have the key");
  }
}
