package io.github.registrationmail.page;

import static io.github.registrationmail.support.Api.operator;
import static io.github.registrationmail.support.Api.viewer;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The notes on the panel of the reasons, as text. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class NotePageTest {

  @Inject SampleRows rows;
  @Inject Sql sql;

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String reason = "452 full at " + mark;

  /** As many as the largest groups have. */
  @BeforeEach
  void fail() {
    for (int i = 0; i < 6; i++) {
      long id = rows.registration("mail" + i + "@" + mark + ".test", "FAILED");
      sql.execute(
          "update registration set failure_reason = ?, failed_at = utc_timestamp(3) where id = ?",
          reason,
          id);
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> operator().get("/page/reasons").asString().contains(mark));
  }

  @Test
  void areShownAtOnceWithWhoAndWhen() {
    assertFalse(group(operator(), "en").contains("class=\"note\"><strong>"));

    write("<b>quota</b> is \"raised\"");

    String group = group(operator(), "en");
    assertTrue(
        group.contains(
            "<strong>Note</strong> <bdi>&lt;b&gt;quota&lt;/b&gt; is &quot;raised&quot;</bdi>"
                + " <span class=\"quiet\"><bdi>operator</bdi>, <time data-local datetime=\"20"),
        group);
    assertTrue(group.contains("value=\"&lt;b&gt;quota&lt;/b&gt; is &quot;raised&quot;\""), group);
  }

  @Test
  void areWrittenInAFormWithALabelThatStaysWhenThePanelRenewsItself() {
    String group = group(operator(), "en");
    assertTrue(group.contains("hx-put=\"/registrations/reasons/note\""), group);
    assertTrue(group.contains("name=\"reason\" value=\"" + reason + "\""), group);
    assertTrue(group.contains("hx-preserve"), group);
    assertTrue(group.contains("<summary>Write a note</summary>"), group);
    assertTrue(group.contains("<label>Note, without names and addresses"), group);
    assertTrue(group(operator(), "zh").contains("<summary>写备注</summary>"));
  }

  @Test
  void areSeenByViewersWithoutAddressesAndWithoutAForm() {
    write("ask postmaster@" + mark + ".test");

    String group = group(viewer(), "zh");

    assertTrue(group.contains("<strong>备注</strong> <bdi>ask (address)</bdi>"), group);
    assertFalse(group.contains("postmaster"), group);
    assertFalse(group.contains("<form"), group);
    assertFalse(group.contains("hx-put"), group);
  }

  @Test
  void areInTheHistoryWithALinkToTheMails() {
    write("for whoever comes next");
    viewer()
        .get("/history")
        .then()
        .body(containsString("Note about a reason"))
        .body(containsString("href=\"/?reason=452+full+at+" + mark + "\""))
        .body(not(containsString("whoever comes")));
    viewer().header("Accept-Language", "zh").get("/history").then().body(containsString("失败原因备注"));
  }

  private void write(String note) {
    operator()
        .contentType("application/json")
        .body(Map.of("reason", reason, "note", note))
        .put("/registrations/reasons/note")
        .then()
        .statusCode(204);
  }

  /** What the panel has of the group. */
  private String group(RequestSpecification who, String language) {
    String panel = who.header("Accept-Language", language).get("/page/reasons").asString();
    int at = panel.indexOf("<bdi>" + reason);
    return panel.substring(panel.lastIndexOf("<li", at), panel.indexOf("</li>", at));
  }
}
