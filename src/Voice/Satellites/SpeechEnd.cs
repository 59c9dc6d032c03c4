using System.Buffers.Binary;

namespace Kith.Voice.Satellites;

/// <summary>Whether somebody speaks, has spoken to the end, or says nothing at all.</summary>
internal enum Speaking
{
    NotYet,
    Speaks,
    Ended,
    Nothing,
}

/// <summary>
/// Finds the end of what somebody says by its loudness against the room's own: no model, so it takes a loud television for a voice; the longest
/// speech bounds that. Sound is 16 bit mono.
/// </summary>
internal sealed class SpeechEnd(int rate)
{
    /// <summary>A piece of sound that is judged as one.</summary>
    private const int FrameMs = 20;

    /// <summary>Frames above the room that make a voice of a click.</summary>
    private const int Onset = 3;

    /// <summary>A voice is so much louder than the room, and never softer than this (of 32,767).</summary>
    private const double Above = 3, Softest = 200;

    private readonly byte[] _frame = new byte[rate * FrameMs / 1000 * 2];
    private int _filled;
    private int _frames, _loud, _quiet;
    private double _room = 60;

    internal Speaking State { get; private set; }

    internal Speaking Take(ReadOnlySpan<byte> sound)
    {
        while (sound.Length > 0 && State is Speaking.NotYet or Speaking.Speaks)
        {
            var taken = Math.Min(sound.Length, _frame.Length - _filled);
            sound[..taken].CopyTo(_frame.AsSpan(_filled));
            sound = sound[taken..];
            _filled += taken;
            if (_filled < _frame.Length) break;
            _filled = 0;
            Judge(Loudness(_frame));
        }
        return State;
    }

    private void Judge(double loudness)
    {
        _frames++;
        var isVoice = loudness > Math.Max(Softest, _room * Above);
        (_loud, _quiet) = isVoice ? (_loud + 1, 0) : (State is Speaking.Speaks ? _loud : 0, _quiet + 1);
        // The room is what it is like while nobody speaks; it follows slowly.
        if (!isVoice) _room += (loudness - _room) * 0.05;
        if (State is Speaking.NotYet && _loud >= Onset) State = Speaking.Speaks;
        else if (State is Speaking.Speaks && _quiet >= Frames(SatelliteLimits.Silence)) State = Speaking.Ended;
        if (State is Speaking.NotYet && _frames >= Frames(SatelliteLimits.SpeakWithin)) State = Speaking.Nothing;
        else if (State is Speaking.Speaks && _frames >= Frames(SatelliteLimits.LongestSpeech)) State = Speaking.Ended;
    }

    private static int Frames(TimeSpan time) => (int)(time.TotalMilliseconds / FrameMs);

    private static double Loudness(ReadOnlySpan<byte> frame)
    {
        var sum = 0.0;
        for (var at = 0; at < frame.Length; at += 2)
        {
            double sample = BinaryPrimitives.ReadInt16LittleEndian(frame[at..]);
            sum += sample * sample;
        }
        return Math.Sqrt(sum / (frame.Length / 2));
    }
}
