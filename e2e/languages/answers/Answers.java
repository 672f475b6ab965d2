import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdk8s_ingress.ControllerKind;
import io.github.cdk8s_ingress.IngressController;
import io.github.cdk8s_ingress.InstalledControllerOptions;
import io.github.cdk8s_ingress.PathIngress;
import io.github.cdk8s_ingress.Rewrite;
import io.github.cdk8s_ingress.RouteOptions;
import io.github.cdk8s_ingress.RouteTarget;
import io.github.cdk8s_ingress.RoutingRequestOptions;
import io.github.cdk8s_ingress.RoutingTable;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;

/** Answers the questions in a file, in the form that answers.ts describes. */
public final class Answers {
    /** Writes structs by their getters, and enums by the names of their members. */
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final class Shop {
        final App app = new App();
        final PathIngress ingress;

        Shop() {
            final Chart chart = new Chart(app, "shop", ChartProps.builder().namespace("default").build());
            ingress = PathIngress.Builder.create(chart, "paths")
                    .controller(IngressController.fromIngressClassName(
                            "nginx",
                            InstalledControllerOptions.builder().kind(ControllerKind.ingressNginx()).build()))
                    .host("shop.example.com")
                    .build();
            ingress.addRoute(
                    "/httpd",
                    RouteTarget.external("httpd-service", 8080),
                    RouteOptions.builder().rewrite(Rewrite.stripPrefix()).build());
        }
    }

    private static Map<String, Runnable> mistakes() {
        final RouteTarget tomcat = RouteTarget.external("tomcat-service", 8080);
        return Map.of(
                "path", () -> new Shop().ingress.addRoute("tomcat", tomcat),
                "option", () -> new Shop().ingress.addRoute(
                        "/tomcat", tomcat, RouteOptions.builder().allowSourceRanges(List.of("10.0.0.0/33")).build()),
                "synth", () -> {
                    final Shop shop = new Shop();
                    shop.ingress.addRoute("/alpine", RouteTarget.named("alpine-service", 8080));
                    shop.app.synthYaml();
                },
                "file", () -> RoutingTable.fromFiles(List.of("no-such-folder/no-such-file.yaml")));
    }

    private static String messageOf(final Runnable mistake) {
        try {
            mistake.run();
        } catch (final RuntimeException error) {
            return error.getMessage();
        }
        throw new IllegalStateException("this is no mistake");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> answer(final RoutingTable table, final JsonNode asked) {
        final List<Object> requests = new ArrayList<>();
        for (final JsonNode of : asked.get("requests")) {
            final String url = of.get("url").asText();
            final RoutingRequestOptions options = RoutingRequestOptions.builder()
                    .method(of.path("method").asText(null))
                    .headers(JSON.convertValue(of.get("headers"), Map.class))
                    .clientAddress(of.path("clientAddress").asText(null))
                    .build();
            requests.add(Map.of("resolution", table.resolve(url, options), "explanation", table.explain(url, options)));
        }
        final Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("controller", table.getController());
        answer.put("version", table.getVersion());
        answer.put("text", table.toString());
        answer.put("findings", table.getFindings());
        answer.put("requests", requests);
        return answer;
    }

    public static void main(final String[] args) throws IOException {
        final JsonNode questions = JSON.readTree(new File(args[0]));
        final List<RoutingTable> tables = new ArrayList<>();
        final List<Object> answers = new ArrayList<>();
        for (final JsonNode asked : questions.get("tables")) {
            final RoutingTable table = RoutingTable.fromYaml(asked.get("manifests").asText());
            tables.add(table);
            answers.add(answer(table, asked));
        }
        final List<Object> diffs = new ArrayList<>();
        for (final JsonNode pair : questions.get("diffs"))
            diffs.add(tables.get(pair.get(0).asInt()).diff(tables.get(pair.get(1).asInt())));
        final Map<String, String> messages = new LinkedHashMap<>();
        mistakes().forEach((name, mistake) -> messages.put(name, messageOf(mistake)));
        System.out.println(JSON.writeValueAsString(Map.of(
                "tables", answers, "diffs", diffs, "mistakes", messages, "findings", new Shop().ingress.getFindings())));
    }

    private Answers() {}
}
