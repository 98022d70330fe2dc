package dev.taskholder.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a server says by its port's own methods has the form of the golden messages. */
final class PortTest extends ServerOfTest {
    @Test
    void outputsAndReplies_asTheGoldenMessages() {
        server.output(1, "hello");
        server.output(2, Map.of("expanded", 12, "frontier", List.of(List.of(0, 1), List.of(1, 1))));
        server.reply(2, 1, List.of(3, 4));
        server.output(1, 2);
        server.output(1, 3);
        server.output(1, 5);
        server.output(1, 7);

        assertThat(port.take())
                .map(Object.class::cast)
                .endsWith(
                        golden("output of one value"),
                        golden("output of nested values"),
                        golden("reply"),
                        golden("output of several values"));
    }

    @Test
    void accepted_asTheGoldenMessages_andNothingIsJoinedAcrossIt() {
        server.output(1, 0);
        server.accepted(1, 3, 0);
        server.output(1, 1);

        assertThat(port.take())
                .map(Object.class::cast)
                .endsWith(
                        message("output", "task", 1, "values", List.of(0)),
                        golden("accepted into the inbox"),
                        message("output", "task", 1, "values", List.of(1)));
    }

    @Test
    void outputs_ofTwoBatches_areTwoMessages() {
        server.output(1, Arrays.asList(1, null));
        server.flush();
        server.output(1, 2);

        assertThat(port.take("output")).hasSize(2);
    }

    /** The page takes a message without values for a fault of the module. */
    @Test
    void valueThatCannotBeCopied_leavesNothingInTheBatch() {
        List<Object> broken = new AbstractList<>() {
            @Override
            public Object get(int index) {
                throw new IllegalStateException("no memory");
            }

            @Override
            public int size() {
                return 1;
            }
        };
        port.take();

        assertThatThrownBy(() -> server.output(1, broken)).hasMessage("no memory");
        assertThatThrownBy(() -> server.reply(1, 7, broken)).hasMessage("no memory");
        server.output(1, 0);
        assertThatThrownBy(() -> server.output(1, broken)).hasMessage("no memory");
        assertThatThrownBy(() -> server.reply(1, 7, broken)).hasMessage("no memory");
        server.output(1, 1);
        server.reply(1, 8, 8);

        assertThat(port.take())
                .map(Object.class::cast)
                .containsExactly(
                        message("output", "task", 1, "values", List.of(0, 1)),
                        message("reply", "task", 1, "request", 8, "values", List.of(8)));
    }

    private static Object golden(String name) {
        for (GoldenFile.Entry entry : GoldenFile.read("worker-to-page")) {
            if (entry.name().equals(name) && entry.message() != null) {
                return entry.message();
            }
        }
        throw new AssertionError("no golden message " + name);
    }
}
