package dev.taskholder.e2e.tasks;

/** Classes of which a call may be any: so what {@link #slow} calls has no plain twin, and suspends its caller. */
final class Animals {
    private static final Animal[] ANY = {new Dog(3), new Cat(4)};

    private Animals() {}

    /** Loops. */
    static int slow(int x) {
        return ANY[x & 1].bits(x);
    }

    /** A new one, found by looping. */
    static Animal slowAnimal(int x) {
        return (slow(x) & 1) == 0 ? new Dog(x & 15) : new Cat(slow(x));
    }

    interface Named {
        int nameOf(int one, int two);
    }

    static class Animal {
        int weight;

        Animal(int weight) {
            this.weight = weight;
        }

        int bits(int x) {
            int bits = 0;
            for (int rest = x; rest != 0; rest >>>= 1) {
                bits += rest & 1;
            }
            return bits;
        }

        int weigh(int one, int two) {
            weight = (weight & 0xffff) + one;
            return weight * 31 + two;
        }
    }

    static class Dog extends Animal implements Named {
        Animal friend = this;

        Dog(int weight) {
            super(weight);
        }

        @Override
        public int nameOf(int one, int two) {
            return one * 17 + two + weight;
        }
    }

    static final class Puppy extends Dog {
        Puppy(int weight) {
            super(slow(weight) + weight);
        }

        @Override
        int bits(int x) {
            int bits = 32;
            for (int i = 0; i < 32; i++) {
                bits -= ~x >>> i & 1;
            }
            return bits;
        }

        @Override
        int weigh(int one, int two) {
            return super.weigh(two, one) ^ bits(one);
        }
    }

    static final class Cat extends Animal implements Named {
        Cat(int weight) {
            super(weight);
        }

        @Override
        int bits(int x) {
            int bits = 0;
            for (int rest = x; rest != 0; rest &= rest - 1) {
                bits++;
            }
            return bits;
        }

        @Override
        public int nameOf(int one, int two) {
            return two * 13 - one;
        }
    }
}
