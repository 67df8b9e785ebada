package dev.homing.domain;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Which addresses of the network are anybody's, and not those of the machine that asks, of its own network or of its cloud's metadata.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA, special addresses of IPv4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA, special addresses of IPv6</a>
 */
public final class PublicAddress {
    private PublicAddress() {}

    public static boolean is(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> isPublic(four.getAddress());
            case Inet6Address six -> isPublic(six);
            default -> false;
        };
    }

    private static boolean isPublic(byte[] four) {
        int a = four[0] & 0xff;
        int b = four[1] & 0xff;
        int c = four[2] & 0xff;
        boolean special = a == 0
                || a == 10
                || a == 127
                || a >= 224
                || (a == 100 && b >= 64 && b < 128)
                || (a == 169 && b == 254)
                || (a == 172 && b >= 16 && b < 32)
                || (a == 192 && b == 168)
                || (a == 192 && b == 0 && (c == 0 || c == 2))
                || (a == 192 && b == 88 && c == 99)
                || (a == 198 && (b == 18 || b == 19))
                || (a == 198 && b == 51 && c == 100)
                || (a == 203 && b == 0 && c == 113);
        return !special;
    }

    /** Of IPv6 only what is given out to the world (2000::/3), and of that nothing behind which a special address of IPv4 can hide. */
    private static boolean isPublic(Inet6Address address) {
        byte[] six = address.getAddress();
        int first = (six[0] & 0xff) << 8 | (six[1] & 0xff);
        int second = (six[2] & 0xff) << 8 | (six[3] & 0xff);
        boolean onlyFour = Arrays.equals(Arrays.copyOfRange(six, 4, 12), new byte[8]);
        if (first == 0x64 && second == 0xff9b && onlyFour) {
            // An address of IPv4 as networks without IPv4 reach it; those of a network's own (64:ff9b:1::/48) are
            // refused below.
            return isFour(Arrays.copyOfRange(six, 12, 16));
        }
        if (first == 0x2002) {
            return isFour(Arrays.copyOfRange(six, 2, 6));
        }
        // Teredo, tunnels, and examples.
        boolean special = first == 0x2001 && (second < 0x200 || second == 0xdb8);
        return (six[0] & 0xe0) == 0x20 && !special && first != 0x3fff;
    }

    private static boolean isFour(byte[] four) {
        try {
            return is(InetAddress.getByAddress(four));
        } catch (UnknownHostException notFourBytes) {
            throw new IllegalStateException(notFourBytes);
        }
    }
}
