package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BytesTest {
    @Test
    void bytes_ofAnArray_areACopyOfIt_andGiveOutCopies() {
        byte[] array = {1, 2};
        Bytes bytes = Bytes.of(array);
        array[0] = 9;
        bytes.toArray()[1] = 9;

        assertThat(bytes.toArray()).containsExactly(1, 2);
        assertThat(bytes.length()).isEqualTo(2);
        assertThat(bytes.isGone()).isFalse();
    }

    @Test
    void bytes_givenAway_areEmpty() {
        Bytes bytes = Bytes.of(new byte[] {1, 2});

        assertThat(bytes.take().toArray()).containsExactly(1, 2);
        assertThat(bytes.isGone()).isTrue();
        assertThat(bytes.length()).isZero();
        assertThat(bytes.toArray()).isEmpty();
        assertThat(bytes.take().length()).isZero();
    }

    @Test
    void bytes_arePlainData_untilTheyAreGivenAway() {
        Bytes bytes = Bytes.of(new byte[0]);
        PlainData.check("output", List.of(bytes));
        bytes.take();

        assertThatThrownBy(() -> PlainData.check("output", List.of(bytes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("output[0]: bytes that were given away");
    }

    @Test
    void bytes_inAMessage_areCalledBytes() {
        assertThat(PlainData.describe(Bytes.of(new byte[] {1}))).isEqualTo("bytes");
    }

    @Test
    void data_getBytes_readsThemLikeATypedArray() {
        Data data = Data.of(Map.of("cells", Bytes.of(new byte[] {1, 2})));

        assertThat(data.getBytes("cells")).containsExactly(1, 2);
    }
}
