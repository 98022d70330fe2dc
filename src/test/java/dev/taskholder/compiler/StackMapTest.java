package dev.taskholder.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.teavm.backend.wasm.debug.DebugLines;
import org.teavm.backend.wasm.debug.ExternalDebugFile;
import org.teavm.backend.wasm.debug.GCDebugInfoBuilder;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;

/** The lines are written by TeaVM's own builder, as when it compiles. */
final class StackMapTest {
    private static final String FILE = "dev/app/Primes.java";
    /** Of a module with two functions: where their code begins. */
    private static final int FIRST = 12;

    private static final int SECOND = 33;

    private final GCDebugInfoBuilder debugInfo = new GCDebugInfoBuilder();
    private final DebugLines lines = debugInfo.lines();

    @Test
    void methodWithTwoLines_isFoundByBoth_andEndsWithItsFunction() throws IOException {
        start(FIRST, "dev.app.Primes", "run");
        at(FIRST + 2, 10);
        at(FIRST + 6, 11);
        end(FIRST + 20);

        assertThat(segments())
                .containsExactly(
                        "12 :1 dev.app.Primes.run",
                        "14 dev/app/Primes.java:10 dev.app.Primes.run",
                        "18 dev/app/Primes.java:11 dev.app.Primes.run",
                        "32");
    }

    @Test
    void inlinedMethod_isFollowedByItsCaller() throws IOException {
        start(FIRST, "dev.app.Primes", "run");
        at(FIRST, 10);
        start(FIRST + 4, "dev.app.Primes", "isPrime");
        at(FIRST + 4, 30);
        end(FIRST + 8);
        at(FIRST + 8, 11);
        end(FIRST + 20);

        assertThat(segments())
                .containsExactly(
                        "12 dev/app/Primes.java:10 dev.app.Primes.run",
                        "16 dev/app/Primes.java:30 dev.app.Primes.isPrime|dev.app.Primes.run(Primes.java:10)",
                        "20 dev/app/Primes.java:11 dev.app.Primes.run",
                        "32");
    }

    @Test
    void functionThatEndsInWhatWasInlined_isOverAllTheSame() throws IOException {
        start(FIRST, "dev.app.Primes", "run");
        at(FIRST, 10);
        start(FIRST + 4, "dev.app.Primes", "isPrime");
        at(FIRST + 4, 30);
        end(FIRST + 20); // TeaVM says that one method has ended, and there were two
        start(SECOND, "dev.app.Primes", "other");
        at(SECOND, 50);
        end(SECOND + 10);

        assertThat(segments()).contains("33 dev/app/Primes.java:50 dev.app.Primes.other");
    }

    @Test
    void twinsAndFrames_areTheMethodTheyWereMadeOf() throws IOException {
        start(FIRST, "dev.app.Primes", "sum$plain");
        at(FIRST, 10);
        end(FIRST + 20);
        start(SECOND, "dev.app.Primes$Inner$$lambda$run$0$1a2b3c$frame", "resume");
        at(SECOND, 50);
        end(SECOND + 10);

        assertThat(segments())
                .contains(
                        "12 dev/app/Primes.java:10 dev.app.Primes.sum",
                        "33 dev/app/Primes.java:50 dev.app.Primes$Inner.lambda$run$0");
    }

    @Test
    void codeThatNobodyHasWritten_isLeftOut() throws IOException {
        start(FIRST, "dev.app.Primes", "run");
        at(FIRST, 10);
        start(FIRST + 4, "dev.app.Primes", "sum");
        at(FIRST + 4, StackMap.NOT_WRITTEN);
        start(FIRST + 6, "dev.app.Primes", "sum$plain");
        at(FIRST + 6, 40);
        end(FIRST + 8);
        end(FIRST + 8);
        end(FIRST + 20);

        assertThat(segments())
                .contains("18 dev/app/Primes.java:40 dev.app.Primes.sum|dev.app.Primes.run(Primes.java:10)");
    }

    @Test
    void anotherFile_isRefused() {
        assertThatThrownBy(() -> StackMap.of(new byte[] {1, 2, 3, 4, 5}, module()))
                .isInstanceOf(IOException.class)
                .hasMessage("not a debug file of TeaVM");
    }

    private void start(int address, String owner, String method) {
        lines.advance(address);
        lines.start(new MethodReference(owner, method, ValueType.VOID));
    }

    private void at(int address, int line) {
        lines.advance(address);
        lines.location(FILE, line);
    }

    private void end(int address) {
        lines.advance(address);
        lines.end();
    }

    /** A header and a code section with functions of 20 and of 10 bytes: all that is looked at. */
    private static byte[] module() {
        byte[] module = new byte[43];
        module[8] = 10;
        module[9] = 33;
        module[10] = 2;
        module[FIRST - 1] = 20;
        module[SECOND - 1] = 10;
        return module;
    }

    /** What the map says, as {@code column source:line name}. */
    private List<String> segments() throws IOException {
        byte[] file = Objects.requireNonNull(ExternalDebugFile.write(debugInfo.build()));
        JsonObject map = JsonParser.parseString(StackMap.of(file, module())).getAsJsonObject();
        JsonArray sources = map.getAsJsonArray("sources");
        JsonArray names = map.getAsJsonArray("names");
        int[] at = new int[5];
        List<String> segments = new ArrayList<>();
        for (String text : map.get("mappings").getAsString().split(",", -1)) {
            List<Integer> steps = numbers(text);
            for (int i = 0; i < steps.size(); i++) {
                at[i] += steps.get(i);
            }
            String from = steps.size() == 1
                    ? ""
                    : " " + sources.get(at[1]).getAsString() + ":" + (at[2] + 1) + " "
                            + names.get(at[4]).getAsString();
            segments.add(at[0] + from);
        }
        return segments;
    }

    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        int value = 0;
        int shift = 0;
        for (int i = 0; i < text.length(); i++) {
            int bits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".indexOf(text.charAt(i));
            value |= (bits & 31) << shift;
            shift += 5;
            if (bits < 32) {
                numbers.add((value & 1) == 0 ? value >> 1 : -(value >> 1));
                value = 0;
                shift = 0;
            }
        }
        return numbers;
    }
}
