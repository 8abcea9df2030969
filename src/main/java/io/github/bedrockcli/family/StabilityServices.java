package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ImagePrompt;
import io.github.bedrockcli.model.ImageReply;
import io.github.bedrockcli.model.ImageSize;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stability AI's image services: thirteen models that change a picture, each in one way. They are had through
 * {@code us.} inference profiles only. What differs between them is in {@link StabilityService}; the task is the
 * service's name, told from the id, and must be named with {@code --task} where the id does not tell.
 *
 * <p>Source: Bedrock user guide, "Stability AI Image Services", 2026-11. A mask of another size than the picture is
 * fitted by the service and not refused. They make one picture a call.
 */
final class StabilityServices implements ImageFamily {
    private static final List<String> SIDES = List.of("left", "right", "up", "down");

    @Override
    public String name() {
        return "stability-services";
    }

    @Override
    public List<String> prefixes() {
        return StabilityService.ALL.stream().map(StabilityService::prefix).toList();
    }

    private static Optional<StabilityService> service(ModelId id) {
        return id.base()
                .flatMap(base -> StabilityService.ALL.stream()
                        .filter(service -> base.startsWith(service.prefix()))
                        .findFirst());
    }

    private static StabilityService named(String task) {
        return StabilityService.ALL.stream()
                .filter(service -> service.name().equals(task))
                .findFirst()
                .orElseThrow(() -> new UsageException("Stability AI has no image service '" + task + "'"));
    }

    @Override
    public List<String> tasks(ModelId id) {
        return service(id)
                .map(service -> List.of(service.name()))
                .orElseGet(() -> StabilityService.ALL.stream()
                        .map(StabilityService::name)
                        .toList());
    }

    @Override
    public String task(ImagePrompt prompt, Set<String> parameters, ModelId id) {
        List<String> tasks = tasks(id);
        if (prompt.task() == null && tasks.size() > 1) {
            throw new UsageException(
                    "the id " + id + " does not tell which of Stability AI's image services it is",
                    "name it: --task " + String.join(", ", tasks));
        }
        String task = StabilityInput.task(prompt.task(), tasks.get(0), tasks, owner(id));
        input(id, task).require(prompt, parameters);
        return task;
    }

    private StabilityInput input(ModelId id, String task) {
        StabilityService service = named(task);
        return new StabilityInput(parameters(id, task), service.pictures(), service.limits());
    }

    @Override
    public ParameterTable parameters(ModelId id, String task) {
        return new ParameterTable(owner(id), named(task).rows(), Map.of(Common.COUNT, "it makes one picture a call"));
    }

    @Override
    public ObjectNode request(ImagePrompt prompt, ModelId id, String task, boolean validate) {
        ObjectNode body = input(id, task).body(prompt, validate);
        ImageSize size = prompt.size();
        if (size != null) {
            ParameterTable table = parameters(id, task);
            if (validate && table.find("aspect_ratio").isEmpty()) {
                throw new UsageException(
                        owner(id) + " takes no --size: the result's follows from the picture",
                        table.find("left").isPresent()
                                ? "say how much to add: -p left=N, right, up, down"
                                : "leave it out");
            }
            body.put("aspect_ratio", StabilityRows.ratio(size, validate, owner(id)));
        }
        return body;
    }

    @Override
    public void check(ObjectNode body, ModelId id, String task) {
        input(id, task).check(body);
        if (parameters(id, task).find("left").isPresent()
                && SIDES.stream().allMatch(side -> body.path(side).asInt() == 0)) {
            throw new UsageException(
                    owner(id) + " needs a side to extend the picture on",
                    "give one or more of -p left=N, right, up, down: pixels, up to 2000");
        }
    }

    @Override
    public ImageReply reply(JsonNode body) {
        return StabilityReply.read(body);
    }

    private static String owner(ModelId id) {
        return id.base().orElse("Stability AI's image service");
    }
}
