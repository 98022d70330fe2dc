package dev.taskholder.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskholder.JsException;
import dev.taskholder.Priority;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PageMessageDecoderTest {
    static List<GoldenFile.Entry> golden() {
        return GoldenFile.read("page-to-worker");
    }

    static List<GoldenFile.Entry> malformed() {
        return GoldenFile.read("malformed-page-to-worker");
    }

    @ParameterizedTest
    @MethodSource("golden")
    void decode_goldenMessage_keepsEveryField(GoldenFile.Entry entry) {
        PageMessage message = PageMessageDecoder.decode(entry.message());

        assertThat(plain(message)).isEqualTo(entry.message());
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void decode_malformedMessage_namesTheField(GoldenFile.Entry entry) {
        assertThatThrownBy(() -> PageMessageDecoder.decode(entry.message()))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        malformed -> assertThat(malformed.field()).isEqualTo(entry.field()))
                .hasMessageStartingWith(Objects.requireNonNull(entry.field()));
    }

    @Test
    void decode_malformedSpawn_tellsTheTaskItNames() {
        Map<String, Object> spawn = Map.of("type", "spawn", "task", 7, "name", 5);

        assertThatThrownBy(() -> PageMessageDecoder.decode(spawn))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        malformed -> assertThat(malformed.task()).isEqualTo(7))
                .hasMessage("spawn.name: expected a string, got 5");
    }

    /** The inverse of the decoder, for this test alone: the worker never writes these. */
    private static Map<String, @Nullable Object> plain(PageMessage message) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        if (message instanceof PageMessage.Start start) {
            plain.put("type", "start");
            plain.put("protocol", start.protocol());
            plain.put("epoch", start.epoch());
            plain.put("module", start.module());
        } else if (message instanceof PageMessage.Spawn spawn) {
            plain.put("type", "spawn");
            plain.put("task", spawn.task());
            plain.put("name", spawn.name());
            plain.put("input", spawn.input());
            plain.put("inputCapacity", spawn.inputCapacity());
            plain.put("outputCapacity", spawn.outputCapacity());
            plain.put("paused", spawn.paused());
            plain.put("priority", nameOf(spawn.priority()));
            if (spawn.restored() != null) {
                plain.put("restored", spawn.restored());
            }
        } else {
            PageMessage.ForTask command = (PageMessage.ForTask) message;
            plain.put("type", command.type());
            plain.put("task", command.task());
            putRest(plain, command);
        }
        return plain;
    }

    private static void putRest(Map<String, @Nullable Object> plain, PageMessage.ForTask command) {
        if (command instanceof PageMessage.Pause pause) {
            plain.put("hold", pause.hold());
            plain.put("command", pause.command());
        } else if (command instanceof PageMessage.Resume resume) {
            plain.put("hold", resume.hold());
            plain.put("command", resume.command());
        } else if (command instanceof PageMessage.Cancel cancel) {
            plain.put("reason", cancel.reason());
        } else if (command instanceof PageMessage.Send send) {
            plain.put("request", send.request());
            plain.put("messages", send.messages());
        } else if (command instanceof PageMessage.Returned returned) {
            plain.put("call", returned.call());
            plain.put("value", returned.value());
            if (returned.error() != null) {
                plain.put("error", plainError(returned.error()));
            }
        } else if (command instanceof PageMessage.Credit credit) {
            plain.put("count", credit.count());
        } else if (command instanceof PageMessage.SetPriority set) {
            plain.put("priority", nameOf(set.priority()));
        }
    }

    private static Map<String, @Nullable Object> plainError(JsException error) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("name", error.errorName());
        plain.put("message", error.getMessage());
        plain.put("stack", error.jsStack());
        if (error.getCause() instanceof JsException cause) {
            plain.put("cause", plainError(cause));
        }
        return plain;
    }

    private static String nameOf(Priority priority) {
        return switch (priority) {
            case USER_BLOCKING -> "user-blocking";
            case USER_VISIBLE -> "user-visible";
            case BACKGROUND -> "background";
        };
    }
}
