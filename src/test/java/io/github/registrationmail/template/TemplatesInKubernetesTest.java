package io.github.registrationmail.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The example of a ConfigMap with a template, as it would be mounted. */
class TemplatesInKubernetesTest {

  private static JsonNode manifest(String name) throws IOException {
    return new YAMLMapper().readTree(Path.of("src/main/kubernetes", name).toFile());
  }

  @Test
  void areAFolderWithoutFaultWhereTheServiceLooksForIt() throws IOException {
    JsonNode map = manifest("templates.example.yml");
    JsonNode pod = manifest("templates-mount.example.yml").at("/spec/template/spec");
    assertEquals(map.at("/metadata/name"), pod.at("/volumes/0/configMap/name"));
    assertEquals(pod.at("/volumes/0/name"), pod.at("/containers/0/volumeMounts/0/name"));
    assertEquals("TEMPLATES_DIRECTORY", pod.at("/containers/0/env/0/name").asText());
    assertEquals(
        pod.at("/containers/0/env/0/value"), pod.at("/containers/0/volumeMounts/0/mountPath"));

    SortedMap<String, byte[]> files = new TreeMap<>();
    for (JsonNode item : pod.at("/volumes/0/configMap/items")) {
      String content = map.at("/data").path(item.path("key").asText()).asText();
      files.put(item.path("path").asText(), content.getBytes(UTF_8));
    }
    assertEquals(map.at("/data").size(), files.size());
    MailTemplate invite = new TemplateLoader("en").load(files).get("invite");
    Letter letter = invite.nearest("en").render(Samples.recipient("en", invite.sample()));
    assertEquals("Ada, join The Team", letter.subject());
    assertTrue(letter.text().contains("https://example.org/join/4711"), letter.text());
  }
}
