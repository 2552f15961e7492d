#!/usr/bin/env perl
# Writes mirrors.tsv: the sign that is drawn in place of another one in right-to-left text (UAX#9,
# rule L4). The source is the property Bidi_Mirroring_Glyph of the Unicode Character Database that
# comes with Perl.
#
# Usage: perl make_mirrors.pl > mirrors.tsv
use strict;
use warnings;
use Unicode::UCD qw(prop_invmap);

my ($starts, $glyphs) = prop_invmap("Bidi_Mirroring_Glyph");
my $version = Unicode::UCD::UnicodeVersion();
print "# Signs and their mirror images, from the Unicode Character Database $version.\n";
print "# Written by make_mirrors.pl. Data: Copyright Unicode, Inc., under the Unicode License V3\n";
print "# (https://www.unicode.org/license.txt).\n";
for my $i (0 .. $#$starts) {
    next unless $glyphs->[$i];
    my $next = $i < $#$starts ? $starts->[$i + 1] : $starts->[$i] + 1;
    # A run of signs whose images run in step is one entry of the inversion map.
    printf "%04X\t%04X\n", $starts->[$i] + $_, $glyphs->[$i] + $_ for 0 .. $next - $starts->[$i] - 1;
}
