package io.github.registrationmail.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code docs/asyncapi.yaml}. */
final class Contract {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** In which the place of AsyncAPI's schemas is nothing unknown. */
  private static final JsonMetaSchema META =
      JsonMetaSchema.builder(JsonMetaSchema.getV202012())
          .keyword(new NonValidationKeyword("components"))
          .build();

  private final JsonNode document;

  Contract() {
    try {
      document = new YAMLMapper().readTree(Path.of("docs", "asyncapi.yaml").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of each channel: the routing keys. */
  Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    document.get("channels").forEach(channel -> keys.add(channel.get("address").asText()));
    return keys;
  }

  /** What the document says of the exchange on which the events with this key are. */
  JsonNode exchange(String key) {
    return resolved(channel(key).get("bindings")).at("/amqp/exchange");
  }

  /** As its one message has it. */
  String contentType(String key) {
    return message(key).get("contentType").asText();
  }

  /** What is wrong with an event under this key. */
  Set<String> faults(String key, String event) {
    ObjectNode schema = JSON.createObjectNode();
    schema.set("$ref", message(key).at("/payload/$ref"));
    schema.set("components", document.get("components"));
    return JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012, factory -> factory.metaSchema(META))
        .getSchema(schema, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build())
        .validate(read(event))
        .stream()
        .map(ValidationMessage::getMessage)
        .collect(Collectors.toSet());
  }

  private JsonNode message(String key) {
    return resolved(channel(key).get("messages").iterator().next());
  }

  private JsonNode channel(String key) {
    for (JsonNode channel : document.get("channels")) {
      if (channel.get("address").asText().equals(key)) {
        return channel;
      }
    }
    throw new AssertionError("no channel has the address " + key);
  }

  private JsonNode resolved(JsonNode reference) {
    return document.at(reference.get("$ref").asText().substring(1));
  }

  private static JsonNode read(String event) {
    try {
      return JSON.readTree(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
