package dev.taskholder.e2e.tasks;

import static dev.taskholder.e2e.tasks.Animals.slow;
import static dev.taskholder.e2e.tasks.Animals.slowAnimal;

import dev.taskholder.e2e.tasks.Animals.Animal;
import dev.taskholder.e2e.tasks.Animals.Cat;
import dev.taskholder.e2e.tasks.Animals.Dog;
import dev.taskholder.e2e.tasks.Animals.Named;
import dev.taskholder.e2e.tasks.Animals.Puppy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedList;
import java.util.List;

/** What lies on the operand stack while something suspends: receivers and arguments of every type, and what they are assigned to. */
@SuppressWarnings({"AssignmentExpression", "JdkObsolete", "ShortCircuitBoolean"}) // whatever compiles to other code
final class OperandShapes {
    private OperandShapes() {}

    /** A list that is only known as one, in a variable that is assigned where it is used. */
    static int listAndSort(int n) {
        int sum = 0;
        for (int i = 0; i < n; i += 4) {
            List<Dog> dogs = new ArrayList<>();
            for (int j = 0; j < 4; j++) {
                dogs.add(new Dog(i * 7 + j * 13));
            }
            for (Dog dog : dogs) {
                sum = sum * 31 + dog.weight;
            }
            dogs.sort(OperandShapes::compare);
            for (Dog dog : dogs) {
                sum = sum * 31 + dog.weight;
            }
            Collections.sort(
                    dogs,
                    Comparator.comparingInt((Dog dog) -> slow(dog.weight))
                            .thenComparing(OperandShapes::compare)
                            .reversed());
            sum = sum * 31 + dogs.get(slow(i) & 3).weight;
        }
        return sum;
    }

    private static int compare(Dog one, Dog other) {
        int order = slow(one.weight) - slow(other.weight);
        return order == 0 ? one.weight - other.weight : order;
    }

    static int receivers(int n) {
        int sum = 0;
        Animal animal = new Cat(2);
        Named named = new Dog(3);
        for (int i = 0; i < n; i++) {
            Collection<Integer> numbers = (i & 1) == 0 ? new ArrayList<>() : new LinkedList<>();
            numbers.add(slow(i));
            List<Integer> list = new LinkedList<>();
            list.add(slow(i + 1));
            list.set(slow(0), slow(i) + list.get(slow(0)));
            Dog dog = new Puppy(i);
            sum = sum * 31 + dog.weigh(slow(i), slow(i + 2)) + numbers.size();
            animal = i % 3 == 0 ? dog : animal;
            sum = sum * 31 + animal.weigh(slow(i), (i & 1) == 0 ? slow(i + 3) : 1);
            sum = sum * 31 + (named = dog).nameOf(slow(i), slow(i + 5));
            sum += (i % 5 == 0 ? new Cat(slow(i)) : named).nameOf(slow(i), list.get(0));
            sum += new Dog(i).weigh(slow(sum), slow(i)) + new Cat(slow(i)).nameOf(slow(1), slow(sum));
        }
        return sum;
    }

    /** One class implements the interface: the receiver is cast to it, and is not null thereafter. */
    static int onlyOne(int n) {
        int sum = 0;
        List<Weighing> all = new ArrayList<>(List.of(new Scales(1), new Scales(2)));
        for (int i = 0; i < n; i++) {
            Weighing one = all.get(i & 1);
            sum = sum * 31 + one.weigh(slowAnimal(i), i % 2 == 0 ? slow(i) : 3);
            sum += all.get(slow(i) & 1).weigh(i % 3 == 0 ? slowAnimal(i) : new Cat(slow(i)), slow(i));
            all.set(slow(i) & 1, one.other().weigh(slowAnimal(sum), slow(i)) % 2 == 0 ? one : new Scales(slow(i)));
        }
        return sum;
    }

    private interface Weighing {
        int weigh(Animal animal, int more);

        Weighing other();
    }

    private record Scales(int weight) implements Weighing {
        @Override
        public int weigh(Animal animal, int more) {
            return animal.weigh(slow(more), weight);
        }

        @Override
        public Weighing other() {
            return new Scales(slow(weight));
        }
    }

    static int arguments(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            Dog dog;
            sum = sum * 31 + all(dog = new Dog(i), slow(i), dog, slow(i + 1));
            sum += all(i % 3 == 0 ? new Puppy(slow(i)) : new Cat(i), slow(i), slowAnimal(i), slow(dog.weight));
            sum += all(slowAnimal(i), slow(slow(i)), dog.friend = slowAnimal(i), all(dog, slow(1), dog, slow(i)));
            sum += all(dog, i % 5 == 0 ? slow(i) : 4, same(new Puppy(i)), i % 2 == 0 ? slow(i) : slow(i + 1));
            sum ^= new Pair<>(dog, slow(i)).with(same(dog).weigh(slow(1), i), new Pair<>(slowAnimal(i), slow(2)));
            sum += several(slow(i), dog, slow(i) * 2.5, "x" + slow(i), new int[i % 2 == 0 ? slow(i) : 3].length);
            sum += joined("literal", i % 2 == 0 ? slow(i) : 4, "other", i % 3 == 0 ? slowAnimal(i) : dog);
        }
        return sum;
    }

    private static int all(Animal one, int two, Animal three, int four) {
        return one.weight * 31 + two * 7 + three.weight * 3 + four;
    }

    private static <T extends Animal> T same(T animal) {
        animal.weight += slow(animal.weight);
        return animal;
    }

    private static int joined(String one, int two, String three, Animal four) {
        return (one + two + three).hashCode() + four.weight;
    }

    private static int several(Object... values) {
        int sum = values.length;
        for (Object value : values) {
            sum = sum * 31 + (value instanceof Animal animal ? animal.weight : value.hashCode());
        }
        return sum;
    }

    private record Pair<T extends Animal>(T animal, int number) {
        int with(int more, Pair<? extends Animal> other) {
            return animal.weigh(more, other.animal.weigh(number, slow(other.number)));
        }
    }

    static int arrays(int n) {
        int sum = 0;
        Animal[] animals = {new Dog(1), new Cat(2), new Puppy(3), new Dog(4)};
        Object[] objects = animals;
        Named[] named = {new Cat(5), new Dog(6)};
        for (int i = 0; i < n; i++) {
            animals[slow(i) & 3] = new Puppy(slow(i));
            objects[slow(i + 1) & 3] = slowAnimal(i);
            named[slow(i) & 1] = i % 3 == 0 ? new Cat(slow(i)) : new Dog(slow(sum));
            (animals = new Animal[] {slowAnimal(i), new Dog(slow(i)), animals[slow(i) & 3], animals[2]})
                    [slow(sum) & 3].weigh(slow(i), slow(1));
            long[][] grid = new long[1 + slow(i) % 4][1 + slow(sum) % 3];
            grid[slow(i) % grid.length][0] += slow(i + 1) * (grid[0][slow(i) % grid[0].length] = slow(i)) + 1;
            int[] copy = new int[][] {{slow(i), 2}, {slow(sum)}}[slow(i) & 1].clone();
            for (Animal animal : animals) {
                sum = sum * 31 + animal.weigh(copy[0], named[i & 1].nameOf(slow(i), (int) grid[0][0]));
            }
            objects = animals;
        }
        return sum + objects.length;
    }

    static int texts(int n) {
        int sum = 0;
        String last = "";
        for (int i = 0; i < n; i++) {
            StringBuilder text = new StringBuilder("a");
            text.append(slow(i)).append(i % 3 == 0 ? "b" + slow(i) : last).append(slow(sum));
            last = slow(i) + "-" + text.length() + (char) ('a' + slow(i)) + slow(sum);
            last += slow(i);
            CharSequence sequence = i % 2 == 0 ? text : last;
            sum = sum * 31
                    + sequence.charAt(slow(i) % sequence.length())
                    + last.substring(slow(0)).hashCode();
            sum += last.indexOf(String.valueOf(slow(i)))
                    + switch (text.append(slow(i)).toString()) {
                        case "a1" -> slow(i);
                        case "a2b" -> 3;
                        default -> text.length();
                    };
        }
        return sum;
    }

    static int numbers(int n) {
        int sum = 0;
        long total = 3;
        double share = 0.5;
        float part = 2;
        boolean odd = false;
        for (int i = 0; i < n; i++) {
            total = total * 31 + slow(i) * total - (i % 2 == 0 ? slow(i) : total);
            share = share * 0.5 + slow(i) / (share + slow(sum) + 1);
            part = part * 0.25f + slow(i) + (odd ? slow(i) : part);
            odd ^= (slow(i) > 3 & slow(sum) < 9) | odd;
            total += Long.max(slow(i), total) + Math.max(slow(i), odd ? slow(sum) : i);
            sum = sum * 31 + slow(i) + mixed(sum, total, share, part, odd, slow(i));
            sum += mixed(slow(i), slow(i), slow(i), slow(i), slow(i) > 2, i % 2 == 0 ? slow(i) : 2);
        }
        return sum;
    }

    private static int mixed(int one, long two, double three, float four, boolean five, int six) {
        return one * 31 + (int) two + ((int) (three * 8)) * 7 + (int) (four * 4) + (five ? six : -six);
    }
}
