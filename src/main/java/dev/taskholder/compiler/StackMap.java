package dev.taskholder.compiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.wasm.debug.DebugConstants;
import org.teavm.backend.wasm.debug.ExternalDebugFile;
import org.teavm.backend.wasm.debug.info.InstructionLocation;
import org.teavm.backend.wasm.debug.info.LineInfo;
import org.teavm.backend.wasm.debug.info.LineInfoSequence;
import org.teavm.backend.wasm.debug.info.Location;
import org.teavm.backend.wasm.debug.info.MethodInfo;
import org.teavm.backend.wasm.debug.parser.LinesDeobfuscationParser;

/**
 * Makes of TeaVM's debug file a source map beside the module, {@code tasks.wasm.map}, in which a page looks up what a place in the module
 * was in Java. The module itself is not touched, and knows nothing of it.
 *
 * <p>It is a source map as others are, so what changes the module can carry it along: a column is a place in the module. Its {@code
 * names} are methods. One that was inlined is followed by what it was inlined into, up to the method that has the code: {@code
 * demo.Primes.isPrime|demo.Primes.run(Primes.java:21)}.
 */
public final class StackMap {
    /** The line of code that belongs to a method and that nobody has written: it is in no stack. */
    static final int NOT_WRITTEN = 0;

    private static final String PLAIN_TWIN = "$plain";
    private static final String FRAME = "$frame";

    private StackMap() {}

    /**
     * Writes the map of each module named, and deletes its debug file.
     *
     * @param modules paths of {@code .wasm} files that TeaVM has compiled with {@code debugInformationGenerated}
     * @throws IOException if there is no debug file, or it is not TeaVM's
     */
    public static void main(String... modules) throws IOException {
        for (String module : modules) {
            Path debugFile = Path.of(module + ".teadbg");
            String map = of(Files.readAllBytes(debugFile), Files.readAllBytes(Path.of(module)));
            Files.writeString(Path.of(module + ".map"), map);
            Files.delete(debugFile);
        }
    }

    /** The source map, as JSON. */
    static String of(byte[] debugFile, byte[] module) throws IOException {
        LinesDeobfuscationParser parser = new LinesDeobfuscationParser();
        boolean readable = ExternalDebugFile.read(debugFile, section -> (data, start, end) -> {
            byte[] content = Arrays.copyOfRange(data, start, end);
            boolean isLines = section.equals(DebugConstants.SECTION_LINES);
            parser.applySection(section, isLines ? DebugLines.balanced(content, module) : content);
        });
        LineInfo lines = parser.getLineInfo();
        if (!readable || lines == null) {
            throw new IOException("not a debug file of TeaVM");
        }
        SourceMap map = new SourceMap();
        for (LineInfoSequence function : lines.sequences()) {
            locate(map, function.startAddress(), function.method(), null);
            for (InstructionLocation each : function.unpack().locations()) {
                locate(map, each.address(), function.method(), each.location());
            }
            map.nothingFrom(function.endAddress());
        }
        return map.toJson();
    }

    private static void locate(SourceMap map, int address, MethodInfo function, @Nullable Location location) {
        if (location == null) {
            map.from(address, SourceMap.UNKNOWN, 1, nameOf(function));
            return;
        }
        Location innermost = written(location);
        if (innermost == null) {
            map.nothingFrom(address);
            return;
        }
        StringBuilder name = new StringBuilder(methodAt(innermost, function));
        for (Location at = callerOf(innermost); at != null; at = callerOf(at)) {
            name.append('|').append(methodAt(at, function)).append(placeOf(at));
        }
        String file =
                innermost.file() == null ? SourceMap.UNKNOWN : innermost.file().fullName();
        map.from(address, file, innermost.line(), name.toString());
    }

    private static @Nullable Location callerOf(Location location) {
        return location.inlining() == null ? null : written(location.inlining().location());
    }

    /** The innermost, from this one on, that somebody has written. */
    private static @Nullable Location written(Location location) {
        return location.line() == NOT_WRITTEN ? callerOf(location) : location;
    }

    private static String methodAt(Location location, MethodInfo function) {
        return nameOf(
                location.inlining() == null ? function : location.inlining().method());
    }

    private static String placeOf(Location location) {
        return location.file() == null ? "" : "(" + location.file().name() + ":" + location.line() + ")";
    }

    /** The name in the source: plain twins and what goes on with their frames are the method they were made of. */
    private static String nameOf(MethodInfo method) {
        String name = method.name();
        String owner = method.cls().fullName();
        int hash = owner.lastIndexOf('$', owner.length() - FRAME.length() - 1);
        int original = owner.indexOf(PlainTwin.IN_FRAME_NAME);
        if (owner.endsWith(FRAME) && original > 0 && hash > original) {
            name = owner.substring(original + PlainTwin.IN_FRAME_NAME.length(), hash);
            owner = owner.substring(0, original);
        } else if (name.endsWith(PLAIN_TWIN)) {
            name = name.substring(0, name.length() - PLAIN_TWIN.length());
        }
        return owner + "." + name;
    }
}
