package dev.taskholder.compiler;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.Set;
import org.teavm.backend.wasm.debug.DebugConstants;
import org.teavm.common.binary.BinaryParser;

/**
 * The lines of TeaVM's debug file, made right: where a function ends in the middle of what was inlined into it, TeaVM 0.15 does not say that
 * these have ended, so all that follows would seem to be inlined too. A function is known by where it begins in the module.
 */
final class DebugLines {
    private static final int CODE_SECTION = 10;
    private static final int FIRST_SECTION = 8;
    /** A command that moves the line has the distance in the code modulo this. */
    private static final int DISTANCES = 32;

    private DebugLines() {}

    /** {@code lines} with an end for each start. */
    static byte[] balanced(byte[] lines, byte[] module) {
        Set<Integer> functions = functionsOf(module);
        ByteArrayOutputStream balanced = new ByteArrayOutputStream(lines.length);
        Cursor cursor = new Cursor(lines);
        int address = 0;
        int depth = 0;
        while (cursor.hasMore()) {
            int begin = cursor.at();
            int command = cursor.next();
            if (command == DebugConstants.LOC_START) {
                cursor.number();
                if (functions.contains(address)) {
                    end(balanced, depth);
                    depth = 0;
                }
                depth++;
            } else if (command == DebugConstants.LOC_END) {
                depth--;
            } else if (command == DebugConstants.LOC_PTR) {
                address += cursor.number();
            } else if (command >= DebugConstants.LOC_USER) {
                address += (command - DebugConstants.LOC_USER) % DISTANCES;
            } else {
                cursor.number();
            }
            balanced.write(lines, begin, cursor.at() - begin);
        }
        end(balanced, depth);
        return balanced.toByteArray();
    }

    private static void end(ByteArrayOutputStream balanced, int depth) {
        for (int i = 0; i < depth; i++) {
            balanced.write(DebugConstants.LOC_END);
        }
    }

    /** Where the code of each function begins, from the beginning of the module. */
    private static Set<Integer> functionsOf(byte[] module) {
        Set<Integer> starts = new HashSet<>();
        Cursor cursor = new Cursor(module);
        cursor.skip(FIRST_SECTION);
        while (cursor.hasMore()) {
            int section = cursor.next();
            int length = cursor.number();
            if (section != CODE_SECTION) {
                cursor.skip(length);
                continue;
            }
            for (int left = cursor.number(); left > 0; left--) {
                int size = cursor.number();
                starts.add(cursor.at());
                cursor.skip(size);
            }
        }
        return starts;
    }

    private static final class Cursor extends BinaryParser {
        Cursor(byte[] data) {
            this.data = data;
        }

        boolean hasMore() {
            return ptr < data.length;
        }

        int at() {
            return ptr;
        }

        int next() {
            return data[ptr++] & 0xFF;
        }

        int number() {
            return readLEB();
        }

        void skip(int bytes) {
            ptr += bytes;
        }
    }
}
