namespace Kith.Model.Errors;

/// <summary>Every error that Kith can give, on every surface (HTTP, MQTT, SDK, CLI). A code is never changed or reused.</summary>
public static class ErrorCodes
{
#pragma warning disable CS1591 // Each row documents itself: code, HTTP status, meaning, remedy.
    public static readonly Error JsonMalformed = new("json.malformed", 400, "The text is not valid JSON of the expected shape", "Send UTF-8 JSON as the protocol page shows");
    public static readonly Error PayloadTooLarge = new("payload.too_large", 413, "The message is larger than the limit", "Send less, or in several messages");
    public static readonly Error RequestInvalid = new("request.invalid", 400, "A field of the request is missing or wrong", "See the field named and the API description");
    public static readonly Error NotFound = new("not_found", 404, "There is no such thing here", "Check the id; it may have been removed");
    public static readonly Error Conflict = new("conflict", 409, "It exists already or was changed meanwhile", "Fetch it again and repeat");
    public static readonly Error LimitReached = new("limit.reached", 409, "A limit of this home is reached", "Remove something first; limits are listed in the documentation");
    public static readonly Error RateLimited = new("rate.limited", 429, "Too many tries", "Wait for the time given in Retry-After");
    public static readonly Error ServerBusy = new("server.busy", 503, "The home has too much waiting", "Try again in a moment");
    public static readonly Error Unexpected = new("server.error", 500, "Something went wrong on our side", "Try again; the trace id finds it in the log");

    public static readonly Error AuthRequired = new("auth.required", 401, "Nobody is signed in", "Sign in or send a token");
    public static readonly Error AuthWrong = new("auth.wrong", 401, "The name or the secret is wrong", "Check both; after several tries answers slow down");
    public static readonly Error AuthCodeNeeded = new("auth.code_needed", 401, "The second factor's code is needed too", "Repeat with a code of the authenticator app, or a recovery code");
    public static readonly Error AuthCodeWrong = new("auth.code_wrong", 401, "The second factor's code is wrong or was used already", "Give the code shown now, or a recovery code that was never used");
    public static readonly Error PasskeyWrong = new("passkey.wrong", 400, "The passkey is unknown here or its answer does not fit", "Begin again, or sign in with the password");
    public static readonly Error PasskeyUnavailable = new("passkey.unavailable", 409, "Passkeys do not work at this address", "Open the app at localhost or at the public name given to kith serve");
    public static readonly Error AuthExpired = new("auth.expired", 401, "The sign-in or token has expired", "Sign in again");
    public static readonly Error AuthRevoked = new("auth.revoked", 401, "The credential was revoked", "Ask for a new one");
    public static readonly Error LinkExpired = new("link.expired", 410, "The one-time link was used or is too old", "Ask for a new link");
    public static readonly Error PasswordWeak = new("password.weak", 400, "The password is too easy to guess", "Use at least 10 characters that are not a common word");
    public static readonly Error PasswordWrong = new("password.wrong", 403, "The present password is wrong", "Give the password of the account that is signed in");
    public static readonly Error FlowPending = new("flow.authorization_pending", 400, "Nobody has let this screen in yet", "Ask again after the interval");
    public static readonly Error FlowSlowDown = new("flow.slow_down", 400, "The screen asks too often", "Add 5 seconds to the interval and go on");
    public static readonly Error FlowDenied = new("flow.access_denied", 400, "Somebody refused to let this screen in", "Begin again if it was a mistake");
    public static readonly Error FlowExpired = new("flow.expired_token", 400, "The screen's code is unknown, used or too old", "Let the screen show a new code");
    public static readonly Error RightMissing = new("right.missing", 403, "This person may not do that", "Ask an owner or admin of the home");
    public static readonly Error ScopeMissing = new("scope.missing", 403, "The token does not cover that", "Use a token with the scope named");
    public static readonly Error ConfirmationNeeded = new("confirmation.needed", 403, "This touches safety or privacy and needs a confirmation", "Repeat with the confirmation");

    public static readonly Error PinRequired = new("pin.required", 403, "This touches safety or privacy and needs the person's PIN", "Repeat with the PIN in the field pin");
    public static readonly Error PinUnset = new("pin.unset", 403, "A PIN is needed and this person has none", "Set one in the app, under Me");
    public static readonly Error PinWrong = new("pin.wrong", 403, "The PIN is wrong", "Check it; after several tries answers slow down");
    public static readonly Error PinBlocked = new("pin.blocked", 429, "Too many wrong PINs", "Wait for the time given in Retry-After");

    public static readonly Error DeviceUnknown = new("device.unknown", 404, "There is no such device in this home", "Check the id; it may have been removed");
    public static readonly Error DeviceOffline = new("device.offline", 409, "The device is not connected", "Check its power and network; nothing was queued");
    public static readonly Error DeviceTimeout = new("device.timeout", 504, "The device did not answer in time", "Look at its state; it may have happened");
    public static readonly Error DevicePartly = new("device.partly", 502, "Some of the devices of a scene or group did not do it", "The detail names them; try those by themselves");
    public static readonly Error DeviceRefused = new("device.refused", 502, "The device refused", "See the device's own code in the detail");
    public static readonly Error PropertyUnknown = new("property.unknown", 404, "The device has no such property", "See its spec");
    public static readonly Error PropertyNotReadable = new("property.not_readable", 403, "The property cannot be read or reported", "See its access in the spec");
    public static readonly Error PropertyNotWritable = new("property.not_writable", 403, "The property cannot be set", "See its access in the spec");
    public static readonly Error ActionUnknown = new("action.unknown", 404, "The device has no such action", "See its spec");
    public static readonly Error ActionArguments = new("action.arguments", 400, "An action's argument is missing, extra or wrong", "See the action's arguments in the spec");
    public static readonly Error EventUnknown = new("event.unknown", 404, "The device has no such event", "See its spec");
    public static readonly Error ValueWrongType = new("value.wrong_type", 400, "The value is not of the property's format", "Send the format of the spec");
    public static readonly Error ValueOutOfRange = new("value.out_of_range", 400, "The value is outside the property's range or list", "Send a value the spec allows");
    public static readonly Error TimeOutOfRange = new("time.out_of_range", 400, "The time is too far from now", "Set the device's clock; the time of arrival was used");
    public static readonly Error TopicForbidden = new("topic.forbidden", 403, "The topic is not this client's", "Use the topics of the protocol page");

    public static readonly Error PairingExpired = new("pairing.expired", 410, "The pairing code is unknown, used or too old", "Make a new code in the app");
    public static readonly Error SpecInvalid = new("spec.invalid", 400, "The product's spec breaks a rule", "Run kith spec lint; it names the rule");
    public static readonly Error SpecUnknown = new("spec.unknown", 404, "There is no such product or version", "Send the spec with the pairing request");
    public static readonly Error RuleInvalid = new("rule.invalid", 400, "The rule names what is not there, or breaks its language", "See the field named; the check of a rule lists everything that is wrong with it");
    public static readonly Error AlarmOpen = new("alarm.open", 409, "A door or window is open that the alarm system would guard", "Close what the detail names, or arm it in another way");
    public static readonly Error AlarmArmed = new("alarm.armed", 409, "An alarm system that is armed is, or guards with, this device", "Turn the alarm system off first");

    public static readonly Error SpeechOff = new("speech.off", 409, "This server has no engine for that part of speech", "Start kith serve with the engine's address; docs/voice.md names engines");
    public static readonly Error SpeechUnavailable = new("speech.unavailable", 503, "The speech engine is not there", "Check that it runs and that its address is right");
    public static readonly Error SpeechTimeout = new("speech.timeout", 504, "The speech engine did not answer in time", "Try again; a smaller model answers sooner");
    public static readonly Error SpeechFailed = new("speech.failed", 502, "The speech engine could not do it", "The detail says what it said; see its own log");
#pragma warning restore CS1591

    /// <summary>All rows, in the order above.</summary>
    public static IReadOnlyList<Error> All { get; } =
    [
        JsonMalformed, PayloadTooLarge, RequestInvalid, NotFound, Conflict, LimitReached, RateLimited, ServerBusy, Unexpected,
        AuthRequired, AuthWrong, AuthCodeNeeded, AuthCodeWrong, PasskeyWrong, PasskeyUnavailable, AuthExpired, AuthRevoked, LinkExpired, PasswordWeak, PasswordWrong,
        FlowPending, FlowSlowDown, FlowDenied, FlowExpired,
        RightMissing, ScopeMissing, ConfirmationNeeded,
        PinRequired, PinUnset, PinWrong, PinBlocked,
        DeviceUnknown, DeviceOffline, DeviceTimeout, DevicePartly, DeviceRefused, PropertyUnknown, PropertyNotReadable, PropertyNotWritable,
        ActionUnknown, ActionArguments, EventUnknown, ValueWrongType, ValueOutOfRange, TimeOutOfRange, TopicForbidden,
        PairingExpired, SpecInvalid, SpecUnknown, RuleInvalid, AlarmOpen, AlarmArmed,
        SpeechOff, SpeechUnavailable, SpeechTimeout, SpeechFailed,
    ];
}
