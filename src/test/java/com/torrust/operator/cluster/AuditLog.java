package com.torrust.operator.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the API server has answered, from its audit log: one entry per finished request, in the
 * order of their ends.
 *
 * <p>An entry may appear some milliseconds after its client got the answer, so a test waits for the
 * entry it expects. A watch appears when it ends.
 */
public final class AuditLog {

  private static final Set<String> WRITES =
      Set.of("create", "update", "patch", "delete", "deletecollection");

  private final Source source;
  private final ObjectMapper json = new ObjectMapper();
  private final List<Entry> entries = new ArrayList<>();
  private long consumed;

  AuditLog(Source source) {
    this.source = source;
  }

  /** Everything finished so far. */
  public synchronized List<Entry> entries() {
    try {
      byte[] news = source.from(consumed);
      int end = lastNewline(news) + 1;
      for (String line : new String(news, 0, end, UTF_8).lines().toList()) {
        JsonNode event = json.readTree(line);
        if (event.path("stage").asText().equals("ResponseComplete")) {
          entries.add(Entry.of(event));
        }
      }
      consumed += end;
      return List.copyOf(entries);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read the API server's audit log", e);
    }
  }

  /**
   * The successful writes of a user in a namespace, without leases and events.
   *
   * @param namespace the namespace, or an empty string for objects that are in none
   */
  public List<Entry> writes(String user, String namespace) {
    return successfulWrites(user, namespace).stream().filter(Entry::isState).toList();
  }

  /** The successful writes of a user in all namespaces, without leases and events. */
  public List<Entry> writes(String user) {
    return entries().stream()
        .filter(entry -> entry.user().equals(user) && entry.isSuccessfulWrite() && entry.isState())
        .toList();
  }

  /** The events that a user has successfully written about a namespace. */
  public List<Entry> events(String user, String namespace) {
    return successfulWrites(user, namespace).stream().filter(Entry::isEvent).toList();
  }

  private List<Entry> successfulWrites(String user, String namespace) {
    return entries().stream()
        .filter(entry -> entry.user().equals(user) && entry.namespace().equals(namespace))
        .filter(Entry::isSuccessfulWrite)
        .toList();
  }

  private static int lastNewline(byte[] bytes) {
    int index = bytes.length - 1;
    while (index >= 0 && bytes[index] != '\n') {
      index--;
    }
    return index;
  }

  /** Where the log's bytes come from. */
  @FunctionalInterface
  interface Source {

    /**
     * What was written from this offset on, in bytes, to the present end; empty when the log
     * doesn't exist yet.
     */
    byte[] from(long offset) throws IOException;
  }

  /**
   * One finished request. Texts that the request does not have, such as the resource of {@code GET
   * /version}, are empty.
   *
   * @param user who acted: the impersonated user when there is one
   * @param verb the verb as RBAC knows it; server-side apply is a {@code patch}
   * @param apiGroup the resource's API group, empty for the core group
   * @param resource the resource's plural name
   * @param subresource for example {@code status}
   * @param namespace the object's namespace, empty when it has none
   * @param name the object's name, empty for a collection and for a created object without a name
   *     in the URL
   * @param code HTTP status of the answer, 0 when unknown
   * @param at when the answer was complete
   */
  public record Entry(
      String user,
      String verb,
      String apiGroup,
      String resource,
      String subresource,
      String namespace,
      String name,
      int code,
      Instant at) {

    static Entry of(JsonNode event) {
      JsonNode object = event.path("objectRef");
      return new Entry(
          event
              .path("impersonatedUser")
              .path("username")
              .asText(event.path("user").path("username").asText()),
          event.path("verb").asText(),
          object.path("apiGroup").asText(),
          object.path("resource").asText(),
          object.path("subresource").asText(),
          object.path("namespace").asText(),
          object.path("name").asText(),
          event.path("responseStatus").path("code").asInt(),
          Instant.parse(event.path("stageTimestamp").asText()));
    }

    boolean isSuccessfulWrite() {
      return WRITES.contains(verb) && code < 400;
    }

    boolean isState() {
      return !isEvent() && !isLease();
    }

    boolean isEvent() {
      return resource.equals("events") && (apiGroup.isEmpty() || apiGroup.equals("events.k8s.io"));
    }

    boolean isLease() {
      return resource.equals("leases") && apiGroup.equals("coordination.k8s.io");
    }
  }
}
