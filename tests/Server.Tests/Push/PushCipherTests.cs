using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Kith.Server.Push;

namespace Kith.Server.Tests.Push;

/// <summary>Push messages are sealed as the standard says.</summary>
public sealed class PushCipherTests
{
    // RFC 8291, section 5 and appendix A.
    private const string Text = "When I grow up, I want to be a watermelon";
    private const string SenderPrivate = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private const string SenderPublic = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private const string BrowserPrivate = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
    private const string BrowserPublic = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string Salt = "DGv6ra1nlYgDCS1FRnbzlw";
    private const string Auth = "BTBZMqHH6r4Tts7J_aSIgg";
    private const string Sealed = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    [Fact]
    public void The_message_of_the_standard_is_sealed_as_the_standard_seals_it_and_opened_again()
    {
        using var ours = Key(SenderPublic, SenderPrivate);
        using var theirs = Key(BrowserPublic, BrowserPrivate);

        var sent = PushCipher.Seal(Encoding.UTF8.GetBytes(Text), Bytes(BrowserPublic), Bytes(Auth), ours, Bytes(Salt));

        Assert.Equal(Sealed, Base64Url.EncodeToString(sent));
        Assert.Equal(Text, Encoding.UTF8.GetString(new Subscriber(theirs, Bytes(Auth)).Open(sent)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(PushCipher.MostBytes)]
    public void A_message_of_any_length_opens_and_is_at_most_what_services_take(int length)
    {
        var (browser, text) = (new Subscriber(), RandomNumberGenerator.GetBytes(length));
        var auth = RandomNumberGenerator.GetBytes(16);
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        browser = new Subscriber(key, auth);

        var sent = PushCipher.Seal(text, browser.Point, auth);

        Assert.Equal(text, browser.Open(sent));
        Assert.InRange(sent.Length, 1, 4096);
        Assert.NotEqual(sent, PushCipher.Seal(text, browser.Point, auth));
        Assert.Throws<ArgumentException>(() => PushCipher.Seal(new byte[PushCipher.MostBytes + 1], browser.Point, auth));
    }

    [Fact]
    public void What_is_no_point_of_the_curve_is_known()
    {
        var point = Bytes(BrowserPublic);
        Assert.True(PushCipher.IsPoint(point));
        point[40] ^= 1;
        Assert.False(PushCipher.IsPoint(point));
        Assert.False(PushCipher.IsPoint([]));
        Assert.False(PushCipher.IsPoint(new byte[PushCipher.PointBytes]));
    }

    private static ECDiffieHellman Key(string point, string secret) => ECDiffieHellman.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes(point)[1..33], Y = Bytes(point)[33..] }, D = Bytes(secret),
    });

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
}
