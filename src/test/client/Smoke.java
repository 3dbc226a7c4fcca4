import io.github.registrationmail.client.ApiClient;
import io.github.registrationmail.client.ApiException;
import io.github.registrationmail.client.OperatorsApi;
import io.github.registrationmail.client.RegistrationsApi;
import io.github.registrationmail.client.TemplatesApi;
import io.github.registrationmail.client.model.NewRegistration;
import io.github.registrationmail.client.model.NewTest;
import io.github.registrationmail.client.model.Registration;
import java.util.Base64;

/** What an application does with the generated client: service, token, password, two addresses. */
public final class Smoke {

  public static void main(String[] args) throws Exception {
    String basic = "Basic " + Base64.getEncoder().encodeToString(("operator:" + args[2]).getBytes());
    RegistrationsApi callers = new RegistrationsApi(client(args[0], "Bearer " + args[1]));
    NewRegistration ada = new NewRegistration().email(args[3]).name("Ada");

    Registration registered = callers.register(ada, "smoke");
    require(registered.equals(callers.register(ada, "smoke")), "the same again");
    refused(409, () -> callers.register(ada, null));
    refused(422, () -> callers.register(new NewRegistration().email(args[4]).name("Bob"), "smoke"));
    refused(400, () -> callers.register(new NewRegistration().email("none").name("Bob"), null));
    refused(401, () -> new RegistrationsApi(client(args[0], basic)).register(ada, null));

    OperatorsApi operators = new OperatorsApi(client(args[0], basic));
    require(
        new RegistrationsApi(client(args[0], basic)).find(registered.getId()).getEmail().equals(args[3]),
        "found");
    OperatorsApi.APIListRegistrationsRequest mails =
        OperatorsApi.APIListRegistrationsRequest.newBuilder().email(args[3]).build();
    require(operators.listRegistrations(mails).getRegistrations().size() == 1, "listed");
    OperatorsApi.APICancelAllRequest some =
        OperatorsApi.APICancelAllRequest.newBuilder().email("nobody").dryRun(true).build();
    operators.cancelAll(some);
    refused(404, () -> operators.findOperation(1L));
    require(operators.summary().getStates().containsKey("SENT"), "counted");
    TemplatesApi templates = new TemplatesApi(client(args[0], basic));
    require(templates.listTemplates().get(0).getName().equals("welcome"), "templates");
    require(templates.preview("en", "welcome", null).getSubject().startsWith("Welcome"), "preview");
    require(templates.test("en", "welcome", new NewTest().to(args[4])).getAccepted(), "test mail");
    System.out.println("registered " + registered.getId());
  }

  private interface Call {
    void run() throws ApiException;
  }

  private static void refused(int status, Call call) {
    try {
      call.run();
    } catch (ApiException e) {
      require(e.getCode() == status && e.getResponseBody().contains("\"status\":" + status), e.toString());
      return;
    }
    throw new IllegalStateException("not refused: " + status);
  }

  private static ApiClient client(String service, String authorization) {
    ApiClient client = new ApiClient();
    client.updateBaseUri(service);
    client.setRequestInterceptor(request -> request.header("Authorization", authorization));
    return client;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException(what);
    }
  }
}
