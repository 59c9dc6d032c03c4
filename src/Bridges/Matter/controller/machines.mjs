// Machines of the household: their commands are told to Kith, and the home says what became of them.

const device = async (name, type) => (await import(`@matter/main/devices/${name}`))[type];
const behavior = async (name, type) => (await import(`@matter/main/behaviors/${name}`))[type];

const DONE = { commandResponseState: { errorStateId: 0 } };

/** The states that all machines have; what else a home knows of them is a phase with its name. */
const states = [{ operationalStateId: 0 }, { operationalStateId: 1 }, { operationalStateId: 2 }, { operationalStateId: 3 }];
const working = {
  operationalState: {
    phaseList: ['Idle', 'Running', 'Paused', 'Error', 'Delayed', 'Finished'],
    ...{ currentPhase: 0, operationalState: 0, operationalStateList: states, operationalError: { errorStateId: 0 }, countdownTime: null },
  },
};

/** @param {string} name @param {string} type */
const machine = (name, type) => async (told) => {
  const Server = await behavior('operational-state', 'OperationalStateServer');
  return (await device(name, type)).with(
    class extends Server {
      pause = () => (told('96/pause', true), DONE);
      resume = () => (told('96/start', true), DONE);
      start = () => (told('96/start', true), DONE);
      stop = () => (told('96/stop', true), DONE);
    },
  );
};

async function vacuum(told) {
  const State = await behavior('rvc-operational-state', 'RvcOperationalStateServer');
  const Run = await behavior('rvc-run-mode', 'RvcRunModeServer');
  const Clean = await behavior('rvc-clean-mode', 'RvcCleanModeServer');
  return (await device('robotic-vacuum-cleaner', 'RoboticVacuumCleanerDevice')).with(
    Clean,
    class extends Run {
      changeToMode = ({ newMode }) => (told(newMode === 1 ? '84/start' : '84/stop', true), { status: 0, statusText: '' });
    },
    class extends State {
      pause = () => (told('97/pause', true), DONE);
      resume = () => (told('97/resume', true), DONE);
      goHome = () => (told('97/home', true), DONE);
    },
  );
}

async function valve(told) {
  const Server = await behavior('valve-configuration-and-control', 'ValveConfigurationAndControlServer');
  return (await device('water-valve', 'WaterValveDevice')).with(
    class extends Server {
      open = () => told('129/4', 1);
      close = () => told('129/4', 0);
    },
  );
}

async function screen(told) {
  const Keys = await behavior('keypad-input', 'KeypadInputServer');
  const Playback = await behavior('media-playback', 'MediaPlaybackServer');
  const told3 = (path) => () => (told(path, true), { status: 0 });
  return (await device('basic-video-player', 'BasicVideoPlayerDevice')).with(
    class extends Keys {
      sendKey = () => ({ status: 1 });
    },
    class extends Playback {
      play = told3('1286/play');
      pause = told3('1286/pause');
      stop = told3('1286/stop');
    },
  );
}

const modes = (...rows) => rows.map(([label, mode, value]) => ({ label, mode, modeTags: [{ value }] }));

export const machines = {
  34: { type: () => device('speaker', 'SpeakerDevice'), state: { levelControl: { currentLevel: 127, minLevel: 0, maxLevel: 254 } }, wishes: ['6/0', '8/0'] },
  40: { type: screen, state: { mediaPlayback: { currentState: 2 } }, wishes: ['6/0'] },
  66: { type: valve, state: { valveConfigurationAndControl: { openDuration: null, defaultOpenDuration: null, remainingDuration: null, currentState: 0, targetState: 0 } }, wishes: [] },
  115: { type: machine('laundry-washer', 'LaundryWasherDevice'), state: working, wishes: [] },
  117: { type: machine('dishwasher', 'DishwasherDevice'), state: working, wishes: [] },
  124: { type: machine('laundry-dryer', 'LaundryDryerDevice'), state: working, wishes: [] },
  116: {
    type: vacuum,
    state: {
      rvcRunMode: { supportedModes: modes(['Idle', 0, 16384], ['Cleaning', 1, 16385]), currentMode: 0 },
      rvcCleanMode: { supportedModes: modes(['Sweeping', 0, 16385], ['Mopping', 1, 16386], ['Sweeping and mopping', 2, 16387]), currentMode: 0 },
      rvcOperationalState: {
        ...{ phaseList: null, currentPhase: null, operationalState: 0, operationalError: { errorStateId: 0 } },
        operationalStateList: [...states, { operationalStateId: 64 }, { operationalStateId: 65 }, { operationalStateId: 66 }],
      },
    },
    wishes: [],
  },
  120: { type: async () => (await device('cooktop', 'CooktopDevice')).with((await behavior('on-off', 'OnOffServer')).with('OffOnly')), wishes: [] },
};
