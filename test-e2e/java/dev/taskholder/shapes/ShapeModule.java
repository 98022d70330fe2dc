package dev.taskholder.shapes;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.teavm.diagnostics.Problem;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/** A class of random methods, as class files: to be run on the JVM, and to be compiled with checkpoints. */
public final class ShapeModule {
    private static final String PACKAGE = "dev.taskholder.shapes.made";
    private static final String MAIN = """
            package dev.taskholder.shapes.made;

            public final class Main {
                public static void main(String[] args) {
                    dev.taskholder.shapes.Suspending.print(%d, Shapes::run);
                }
            }
            """;

    private final Path classes;
    private final int shapes;

    private ShapeModule(Path classes, int shapes) {
        this.classes = classes;
        this.shapes = shapes;
    }

    /** Writes and compiles {@code shapes} methods under {@code directory}, the first of seed {@code seed}, the next of the next. */
    public static ShapeModule write(Path directory, long seed, int shapes) {
        try {
            Path classes = Files.createDirectories(directory.resolve("classes"));
            Path source = Files.writeString(directory.resolve("Shapes.java"), ShapeGenerator.write(seed, shapes));
            Path main = Files.writeString(directory.resolve("Main.java"), MAIN.formatted(shapes));
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            StringWriter said = new StringWriter();
            try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
                List<String> options =
                        List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-nowarn");
                boolean compiled = compiler.getTask(
                                said, files, null, options, null, files.getJavaFileObjects(source, main))
                        .call();
                if (!compiled) {
                    throw new IllegalStateException("seed " + seed + ": " + said);
                }
            }
            return new ShapeModule(classes, shapes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines {@code shape result}. */
    public List<String> onTheJvm() {
        try (URLClassLoader loader = loader()) {
            Method run = loader.loadClass(PACKAGE + ".Shapes").getMethod("run", int.class);
            return IntStream.range(0, shapes)
                    .mapToObj(shape -> shape + " " + call(run, shape))
                    .toList();
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object call(Method run, int shape) {
        try {
            return run.invoke(null, shape);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("shape " + shape, e);
        }
    }

    /** Compiles them to {@code file} in {@code directory}, as the build compiles modules. */
    public void compile(Path directory, String file) {
        try (URLClassLoader loader = loader()) {
            TeaVMTool tool = new TeaVMTool();
            tool.setTargetType(TeaVMTargetType.WEBASSEMBLY_GC);
            tool.setMainClass(PACKAGE + ".Main");
            tool.setTargetDirectory(directory.toFile());
            tool.setTargetFileName(file);
            tool.setStrict(true);
            tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
            tool.setClassLoader(loader);
            tool.generate();
            List<Problem> problems = tool.getProblemProvider().getProblems();
            if (!problems.isEmpty()) {
                throw new IllegalStateException(problems.stream()
                        .map(problem -> problem.getText() + " at " + problem.getLocation())
                        .toList()
                        .toString());
            }
        } catch (IOException | TeaVMToolException e) {
            throw new IllegalStateException(e);
        }
    }

    private URLClassLoader loader() throws MalformedURLException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, ShapeModule.class.getClassLoader());
    }
}
