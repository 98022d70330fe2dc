package dev.taskholder.e2e.tasks;

import static dev.taskholder.e2e.tasks.Animals.slow;
import static dev.taskholder.e2e.tasks.Animals.slowAnimal;

import dev.taskholder.e2e.tasks.Animals.Animal;
import dev.taskholder.e2e.tasks.Animals.Cat;
import dev.taskholder.e2e.tasks.Animals.Dog;
import dev.taskholder.e2e.tasks.Animals.Named;
import dev.taskholder.e2e.tasks.Animals.Puppy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Fields, casts, functions and what is thrown, around what suspends. */
@SuppressWarnings({"AssignmentExpression", "UnusedVariable"}) // whatever compiles to other code
final class ReferenceShapes {
    private @Nullable Animal kept;

    private ReferenceShapes() {}

    static int fields(int n) {
        int sum = 0;
        ReferenceShapes shapes = new ReferenceShapes();
        for (int i = 0; i < n; i++) {
            Dog dog = new Puppy(i);
            dog.friend = i % 2 == 0 ? slowAnimal(i) : new Dog(slow(i));
            dog.friend.weight += slow(i);
            (shapes.kept = dog).weight ^= slow(i) * (dog.weight = slow(sum));
            new Dog(slow(i)).friend = slowAnimal(i);
            sum = sum * 31 + dog.friend.weigh(dog.weight++, slow(i) + dog.weight--);
            sum += kept(shapes).weigh(slow(i), (shapes.kept = slowAnimal(i)).weigh(slow(1), i));
        }
        return sum;
    }

    private static Animal kept(ReferenceShapes shapes) {
        return shapes.kept == null ? shapes.kept = new Dog(slow(3)) : shapes.kept;
    }

    static int casts(int n) {
        int sum = 0;
        Map<Integer, Object> map = new HashMap<>();
        List<Animal> list = new ArrayList<>(List.of(new Dog(1), new Puppy(2), new Cat(3)));
        for (int i = 0; i < n; i++) {
            Object any = list.get(i % 3);
            map.put(slow(i), any);
            map.put(slow(i) + 1, i % 2 == 0 ? slowAnimal(i) : any);
            sum = sum * 31 + ((Named) any).nameOf(slow(i), slow(i + 1));
            sum += any instanceof Dog dog && dog.nameOf(slow(i), 3) > slow(sum) ? dog.weigh(1, slow(i)) : slow(i);
            sum += ((Animal) map.getOrDefault(slow(i), any)).weigh(slow(i), ((Animal) any).weigh(slow(sum), i));
            sum += slowAnimal(i) instanceof Named named ? named.nameOf(slow(i), slow(sum)) : 5;
            try {
                sum += ((Dog) any).nameOf(slow(i), ((Dog) list.get((i + 1) % 3)).weigh(slow(i), 7));
            } catch (ClassCastException e) {
                sum = sum * 31 + slow(i);
            }
            map.merge(slow(i), slow(i), (one, other) -> slow(i(other)) % 2 == 0 ? one : slowAnimal(i(other)));
        }
        return sum + map.size();
    }

    private static int i(Object number) {
        return number instanceof Integer value ? value : 7;
    }

    static int lambdas(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            Dog dog = new Puppy(i);
            int number = i;
            sum = sum * 31 + applied(slow(i), x -> dog.weigh(slow(x), slow(number)));
            sum += applied(i % 2 == 0 ? slow(i) : 3, i % 3 == 0 ? Animals::slow : x -> x + slow(number));
            Named named = (one, two) -> one * 3 + applied(two, x -> slow(x + number));
            sum += named.nameOf(slow(i), applied(slow(sum), new Cat(2)::bits));
        }
        return sum;
    }

    private static int applied(int x, IntUnaryOperator function) {
        return function.applyAsInt(x) + slow(x);
    }

    @SuppressWarnings({"NullAway", "DereferenceWithNullBranch"}) // on purpose
    static int missing(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            @Nullable Dog dog = i % 3 == 0 ? null : new Dog(i);
            Animal[] row = i % 2 == 0 ? new Animal[2] : null;
            try {
                sum += (dog == null ? dog = i % 2 == 0 ? new Puppy(slow(i)) : null : dog).weigh(slow(i), slow(sum));
                row[slow(i) & 3] = i % 5 == 0 ? slowAnimal(i) : dog;
                sum += row[slow(i) & 1].weigh(slow(i), 3);
            } catch (NullPointerException | IndexOutOfBoundsException e) {
                sum = sum * 31 + slow(i) + (dog == null ? 1 : 2);
            }
        }
        return sum;
    }

    /** A loop right after a {@code throw} of what suspends. */
    static int thrownBeforeLoop(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            try {
                sum += checked(i);
            } catch (IllegalStateException e) {
                sum = sum * 31 + slow(i);
            }
        }
        return sum;
    }

    private static int checked(int i) {
        if ((i & 3) == 1) {
            throw new IllegalStateException("x" + slow(i));
        }
        int sum = 0;
        for (int j = slow(i); j > 0; j--) {
            sum += slow(j);
        }
        return sum;
    }
}
