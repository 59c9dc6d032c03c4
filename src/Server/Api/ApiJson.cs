using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Kith.Bridges;
using Kith.Gateway.Watching;
using Kith.Homes;
using Kith.Homes.Alarms;
using Kith.Homes.Credentials;
using Kith.Homes.Devices;
using Kith.Homes.Importing;
using Kith.Homes.Notices;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Homes.Groups;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Templates;
using Kith.Homes.Scenes;
using Kith.Homes.Skills;
using Kith.Homes.Words;
using Kith.Model;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Units;
using Kith.Model.Values;
using Kith.Server.Accounts;
using Kith.Server.Assistant;
using Kith.Server.Delivery;
using Kith.Server.Errors;
using Kith.Server.Push;
using Kith.Server.Skills;
using Kith.Server.Voice;

namespace Kith.Server.Api;

/// <summary>What the API reads and writes beside the views of the homes.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(TrafficView))]
[JsonSerializable(typeof(BrokerUse))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(CoverageTable[]))]
[JsonSerializable(typeof(Error[]))]
[JsonSerializable(typeof(PasswordForm))]
[JsonSerializable(typeof(LinkForm))]
[JsonSerializable(typeof(SetupForm))]
[JsonSerializable(typeof(SetupView))]
[JsonSerializable(typeof(InvitationForm))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(AccountForm))]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(Page<SessionItem>))]
[JsonSerializable(typeof(PasswordProof))]
[JsonSerializable(typeof(Page<SignInItem>))]
[JsonSerializable(typeof(PasswordDraft))]
[JsonSerializable(typeof(PasswordVerdict))]
[JsonSerializable(typeof(CeremonyView))]
[JsonSerializable(typeof(PasskeyForm))]
[JsonSerializable(typeof(PasskeyName))]
[JsonSerializable(typeof(PasskeyUse))]
[JsonSerializable(typeof(PasskeyItem))]
[JsonSerializable(typeof(Page<PasskeyItem>))]
[JsonSerializable(typeof(PinForm))]
[JsonSerializable(typeof(CodeForm))]
[JsonSerializable(typeof(SecurityView))]
[JsonSerializable(typeof(AuthenticatorView))]
[JsonSerializable(typeof(RecoveryCodesView))]
[JsonSerializable(typeof(FlowBegun))]
[JsonSerializable(typeof(FlowPoll))]
[JsonSerializable(typeof(FlowAsked))]
[JsonSerializable(typeof(FlowAnswer))]
[JsonSerializable(typeof(TokenForm))]
[JsonSerializable(typeof(TokenMade))]
[JsonSerializable(typeof(Page<TokenItem>))]
[JsonSerializable(typeof(Page<HomeView>))]
[JsonSerializable(typeof(HomeForm))]
[JsonSerializable(typeof(HomeChange))]
[JsonSerializable(typeof(HomeEnd))]
[JsonSerializable(typeof(ModeForm))]
[JsonSerializable(typeof(Page<Room>))]
[JsonSerializable(typeof(Page<RuleView>))]
[JsonSerializable(typeof(CalendarLine[]))]
[JsonSerializable(typeof(Page<TemplateView>))]
[JsonSerializable(typeof(TemplateForm))]
[JsonSerializable(typeof(FilledRule))]
[JsonSerializable(typeof(RuleForm))]
[JsonSerializable(typeof(RuleRun))]
[JsonSerializable(typeof(RuleCheckForm))]
[JsonSerializable(typeof(DryRunForm))]
[JsonSerializable(typeof(DryRun))]
[JsonSerializable(typeof(RuleChange))]
[JsonSerializable(typeof(RuleVerdict))]
[JsonSerializable(typeof(RuleTraces))]
[JsonSerializable(typeof(Page<SceneView>))]
[JsonSerializable(typeof(Page<GroupView>))]
[JsonSerializable(typeof(Page<AlarmView>))]
[JsonSerializable(typeof(AlarmForm))]
[JsonSerializable(typeof(AlarmChange))]
[JsonSerializable(typeof(GroupForm))]
[JsonSerializable(typeof(GroupChange))]
[JsonSerializable(typeof(SceneForm))]
[JsonSerializable(typeof(SceneChange))]
[JsonSerializable(typeof(RoomForm))]
[JsonSerializable(typeof(RoomChange))]
[JsonSerializable(typeof(Page<PersonView>))]
[JsonSerializable(typeof(PersonForm))]
[JsonSerializable(typeof(PersonChange))]
[JsonSerializable(typeof(PresenceForm))]
[JsonSerializable(typeof(PersonInvited))]
[JsonSerializable(typeof(Page<DeviceView>))]
[JsonSerializable(typeof(DeviceChange))]
[JsonSerializable(typeof(ReplacementForm))]
[JsonSerializable(typeof(CertificateForm))]
[JsonSerializable(typeof(CredentialView))]
[JsonSerializable(typeof(IssuedCredential))]
[JsonSerializable(typeof(Page<BridgeLine>))]
[JsonSerializable(typeof(Page<ConnectionLine>))]
[JsonSerializable(typeof(BridgeForm))]
[JsonSerializable(typeof(BridgeMade))]
[JsonSerializable(typeof(ImportForm))]
[JsonSerializable(typeof(ImportPlan))]
[JsonSerializable(typeof(Page<ExpectedDevice>))]
[JsonSerializable(typeof(VoiceView))]
[JsonSerializable(typeof(Page<SatelliteLine>))]
[JsonSerializable(typeof(SatelliteForm))]
[JsonSerializable(typeof(SatellitePatch))]
[JsonSerializable(typeof(PairingForm))]
[JsonSerializable(typeof(PairingLine))]
[JsonSerializable(typeof(ValuesView))]
[JsonSerializable(typeof(Dictionary<string, Value>))]
[JsonSerializable(typeof(ActionForm))]
[JsonSerializable(typeof(Page<Operation>))]
[JsonSerializable(typeof(SpecIndex))]
[JsonSerializable(typeof(Unit[]))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonArray))]
[JsonSerializable(typeof(Value))]
[JsonSerializable(typeof(IReadOnlyList<RoomId>))]
[JsonSerializable(typeof(DateTimeOffset?))]
[JsonSerializable(typeof(DateOnly?))]
[JsonSerializable(typeof(Page<RoleView>))]
[JsonSerializable(typeof(Page<Dependent>))]
[JsonSerializable(typeof(long?))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(HomeId))]
[JsonSerializable(typeof(RoomId?))]
[JsonSerializable(typeof(DeviceId?))]
[JsonSerializable(typeof(PairingId))]
[JsonSerializable(typeof(NoticeId))]
[JsonSerializable(typeof(ModelView))]
[JsonSerializable(typeof(SkillForm))]
[JsonSerializable(typeof(SkillMade))]
[JsonSerializable(typeof(Page<SkillView>))]
[JsonSerializable(typeof(SkillQuestion))]
[JsonSerializable(typeof(SkillAnswer))]
[JsonSerializable(typeof(SkillId))]
[JsonSerializable(typeof(AssistantForm))]
[JsonSerializable(typeof(ExplainForm))]
[JsonSerializable(typeof(AssistantAnswer))]
[JsonSerializable(typeof(Page<TranscriptLine>))]
[JsonSerializable(typeof(MicrophoneWord))]
[JsonSerializable(typeof(MicrophoneEvent))]
[JsonSerializable(typeof(PushView))]
[JsonSerializable(typeof(PushForm))]
[JsonSerializable(typeof(PushItem))]
[JsonSerializable(typeof(PushMessage))]
[JsonSerializable(typeof(WebhookNow))]
[JsonSerializable(typeof(WebhookForm))]
[JsonSerializable(typeof(WebhookMade))]
[JsonSerializable(typeof(NoticeEvent))]
[JsonSerializable(typeof(Page<NoticeView>))]
[JsonSerializable(typeof(PersonId?))]
[JsonSerializable(typeof(OperationId))]
[JsonSerializable(typeof(CredentialId))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Text in any language stands as itself: the answers are JSON and never part of a page.</summary>
    internal static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>For what is written outside of a handler's answer.</summary>
    internal static readonly ApiJson Wire = new(new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = Encoder });

    /// <summary>The rules of the wire: a missing field and a null where none may be are refused; the views of the homes are written as they write themselves.</summary>
    internal static void Configure(JsonSerializerOptions options)
    {
        options.Encoder = Encoder;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new RuleJson());
        options.Converters.Add(new SkillJson());
        options.TypeInfoResolverChain.Insert(0, HomesJson.Default);
        options.TypeInfoResolverChain.Insert(1, ModelJson.Default);
        options.TypeInfoResolverChain.Insert(2, Default);
    }
}
