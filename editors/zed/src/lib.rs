//! Starts `lawlint server` for Zed, and hands it what the user set.

use zed_extension_api::settings::{CommandSettings, LspSettings};
use zed_extension_api::{self as zed, Command, Extension, LanguageServerId, Result, Worktree, serde_json};

struct Lawlint;

impl Extension for Lawlint {
    fn new() -> Self {
        Lawlint
    }

    fn language_server_command(&mut self, server: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let chosen = LspSettings::for_worktree(server.as_ref(), worktree)?.binary;
        let CommandSettings { path, arguments, env } =
            chosen.unwrap_or(CommandSettings { path: None, arguments: None, env: None });
        let command = path.or_else(|| worktree.which("lawlint")).ok_or(
            "Zed does not find the program lawlint. Install it (cargo install --path .), or name it in Zed's settings under lsp.lawlint.binary.path.",
        )?;
        Ok(Command {
            command,
            args: arguments.unwrap_or_else(|| vec!["server".to_owned()]),
            env: env.map_or_else(|| worktree.shell_env(), |env| env.into_iter().collect()),
        })
    }

    fn language_server_initialization_options(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        options(server, worktree)
    }

    /// The same under the section that the server asks for.
    fn language_server_workspace_configuration(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        Ok(options(server, worktree)?.map(|options| serde_json::json!({ "lawlint": options })))
    }
}

/// What stands in Zed's settings under `lsp.lawlint.settings`.
fn options(server: &LanguageServerId, worktree: &Worktree) -> Result<Option<serde_json::Value>> {
    Ok(LspSettings::for_worktree(server.as_ref(), worktree)?.settings)
}

zed::register_extension!(Lawlint);
